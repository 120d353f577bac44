import { execFileSync } from 'node:child_process'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { temporaryFolder } from '../../core/io/temporary-folder.ts'
import { script } from '../actions/repository.ts'
import { folderWith } from '../folder.ts'
import { pythonTool } from '../python-tool.ts'

const program = pythonTool('dvc')
export const { skip } = program

/** Runs DVC itself in a folder, without a word to anybody. */
export function dvc(folder: string, ...words: readonly string[]): void {
  const env = { ...process.env, DVC_NO_ANALYTICS: '1', CI: 'true', GIT_CONFIG_GLOBAL: '/dev/null' }
  execFileSync(program.path, words, { cwd: folder, env, stdio: 'pipe' })
}

/** A Git repository in which DVC is set up, with these files. */
export async function dvcRepository(
  t: TestContext,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<string> {
  const folder = join(
    await folderWith(t, Object.fromEntries(Object.entries(files).map(([path, text]) => [`r/${path}`, text]))),
    'r',
  )
  setUp ??= setUpOnce()
  await cp(await setUp, folder, { recursive: true })
  return folder
}

let setUp: Promise<string> | undefined

/** What `dvc init` makes is the same each time, and takes it a second. */
async function setUpOnce(): Promise<string> {
  const { path } = temporaryFolder('contender-test-dvc-')
  script(path, 'git init -q -b main')
  dvc(path, 'init', '--quiet')
  return path
}
