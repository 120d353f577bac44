import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * A program that `.ci/debian-tools` unpacks, for a test that drives it.
 *
 * @returns its path, and why a test that needs it is skipped: false where it is there, and under `.ci/run`, where its
 * absence is a failure
 */
export function debianTool(name: string): { readonly path: string; readonly skip: string | false } {
  const path = fileURLToPath(new URL(`../.tools/debian/usr/bin/${name}`, import.meta.url))
  const missing = !existsSync(path) && process.env.CONTENDER_CI === undefined
  return { path, skip: missing && `${name} is not installed: .ci/debian-tools unpacks it` }
}
