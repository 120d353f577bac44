import { glob } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { outsOfDvcFile, outsOfDvcLock } from '../core/data/dvc.ts'
import { exists, readText } from '../core/io/files.ts'
import { listFiles } from '../core/io/git.ts'
import type { Project } from './project.ts'

/** A file or folder that DVC keeps, whether it is here or not. */
export interface Tracked {
  /** From the root of the repository, `/` between folders. */
  readonly path: string
  /** 32 hexadecimal digits, of a folder with `.dir` behind them. */
  readonly md5: string
  /** The file that says so, likewise from the root. */
  readonly by: string
}

/** Reads every `dvc.lock` and `*.dvc` of a repository. Outside Git: of the config's folder, where DVC was set up there. */
export async function trackedByDvc({ inGit, root }: Pick<Project, 'inGit' | 'root'>): Promise<Tracked[]> {
  const files = inGit ? await listFiles(root, ['**/dvc.lock', '**/*.dvc']) : await filesOutsideGit(root)
  const own = [...new Set(files)].filter((path) => /(^|\/)dvc\.lock$|[^/]\.dvc$/.test(path)).sort()
  const found = await Promise.all(
    own.map((path) => trackedIn(path, (file) => readText(join(root, file)).catch(() => undefined))),
  )
  return found.flat()
}

/** What one `dvc.lock` or `*.dvc` tracks. @param read a file by its path from the root; undefined where there is none */
export async function trackedIn(by: string, read: (path: string) => Promise<string | undefined>): Promise<Tracked[]> {
  const text = (await read(by)) ?? ''
  const folder = posix.dirname(by)
  const outs = by.endsWith('dvc.lock')
    ? outsOfDvcLock(text, await read(posix.join(folder, 'dvc.yaml')))
    : outsOfDvcFile(text)
  return outs
    .map(({ md5, path }) => ({ path: posix.join(folder, path).replace(/\/$/, ''), md5, by }))
    .filter(({ path }) => !/^\.\.(\/|$)/.test(path))
}

async function filesOutsideGit(root: string): Promise<string[]> {
  if (!(await exists(join(root, '.dvc')))) return []
  const found: string[] = []
  for await (const path of glob(['**/dvc.lock', '**/*.dvc'], { cwd: root, exclude: ['**/node_modules/**'] }))
    found.push(path.replaceAll('\\', '/'))
  return found
}
