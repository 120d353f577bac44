import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { here } from '../here.ts'

const run = promisify(execFile)
const LOCK = here('peers/evidently.txt')
const FOLDER = here('../.tools/bench-wheels')

/**
 * A folder with Evidently and all that it needs as PyPI has it, in the versions of peers/evidently.txt, and an index.html
 * for pip: fetched once, so that both downloads of a bench come from this machine.
 */
export async function evidentlyWheels(python: string): Promise<string> {
  const wanted = await readFile(LOCK, 'utf8')
  const known = join(FOLDER, 'fetched.txt')
  if (existsSync(known) && (await readFile(known, 'utf8')) === wanted) return FOLDER
  await mkdir(FOLDER, { recursive: true })
  await run(python, [
    '-m',
    'pip',
    'download',
    '--quiet',
    '--no-deps',
    '--only-binary=:all:',
    '--dest',
    FOLDER,
    '-r',
    LOCK,
  ])
  const wheels = (await readdir(FOLDER)).filter((name) => name.endsWith('.whl'))
  await writeFile(join(FOLDER, 'index.html'), wheels.map((name) => `<a href="${name}">${name}</a>`).join('\n'))
  await copyFile(LOCK, known)
  return FOLDER
}
