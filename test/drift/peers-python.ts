import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = new URL('../../', import.meta.url)
const WANTED = new URL('.ci/peer-tools.txt', ROOT)
const INSTALLED = new URL('.tools/drift-peers/installed.txt', ROOT)

/**
 * A Python with Evidently, NannyML and river in the versions that `.ci/peer-tools` installs, for a test that runs them.
 *
 * @returns its path, and why such a test is skipped: false where they are there, and under `.ci/run`, where their absence is a
 * failure
 */
export function peersPython(): { readonly path: string; readonly skip: string | false } {
  const path = fileURLToPath(new URL('.tools/drift-peers/bin/python', ROOT))
  const there = existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === readFileSync(WANTED, 'utf8')
  const missing = !there && process.env.CONTENDER_CI === undefined
  return { path, skip: missing && 'Evidently and NannyML are not installed: .ci/peer-tools installs them' }
}
