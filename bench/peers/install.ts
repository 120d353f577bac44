import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { here } from '../here.ts'

const run = promisify(execFile)
const LOCK = here('peers/requirements.txt')
const FOLDER = here('../.tools/bench-peers')

/**
 * Installs the peers from PyPI into a virtual environment of their own, `.tools/bench-peers`, in the versions of
 * requirements.txt; what is there stays.
 *
 * @returns its Python
 */
export async function installPeers(say: (line: string) => void): Promise<string> {
  const python = join(FOLDER, 'bin/python')
  const installed = join(FOLDER, 'installed.txt')
  const wanted = await readFile(LOCK, 'utf8')
  if (existsSync(installed) && (await readFile(installed, 'utf8')) === wanted) return python
  say('installing the peers from PyPI into .tools/bench-peers (1 GB) …')
  await run('python3', ['-m', 'venv', '--clear', FOLDER])
  // pip takes minutes over what uv does in seconds. The list is whole: no dependency is looked up.
  await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'uv==0.13.9'])
  const words = ['pip', 'install', '--quiet', '--system-certs', '--python', python, '--no-deps', '--requirement', LOCK]
  await run(join(FOLDER, 'bin/uv'), words)
  await copyFile(LOCK, installed)
  return python
}
