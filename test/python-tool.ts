import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * A program that `.ci/python-tools` installs, for a test that drives it.
 *
 * @returns its path, and why a test that needs it is skipped: false where it is there, and under
 * `.ci/run`, where its absence is a failure
 */
export function pythonTool(name: string): { readonly path: string; readonly skip: string | false } {
  const path = fileURLToPath(new URL(`../.venv/bin/${name}`, import.meta.url))
  const missing = !existsSync(path) && process.env.CONTENDER_CI === undefined
  return { path, skip: missing && `${name} is not installed: .ci/python-tools installs it` }
}
