import { lstat, readlink } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { git } from '../../core/io/run-git.ts'
import { sha256 } from '../../core/sha256.ts'
import type { Project } from '../project.ts'

/** What `replaceFile` leaves where a process was killed. */
const OURS = /(^|\/)\.[^/]+\.[0-9a-f-]{36}\.tmp$/
/** Installed packages, which lock files tell of; those that somebody committed count. */
const PACKAGES = /(^|\/)(node_modules|\.venv|venv)(\/|$)/
const CHUNK = 500

/**
 * One digest of all files of a repository: of those that Git tracks and those that it would. Files that are as
 * Git knows them are not read; the others count as they would once committed, so that a commit changes nothing.
 *
 * @param without absolute paths of files and folders that do not count
 * @returns `sha256:…`
 */
export async function repositoryDigest({ root }: Pick<Project, 'root'>, without: readonly string[]): Promise<string> {
  const left = without.map((path) => relative(root, path).replaceAll('\\', '/'))
  const counts = (path: string) =>
    !OURS.test(path) && !left.some((outer) => path === outer || path.startsWith(`${outer}/`))
  const [index, changed] = await Promise.all([
    entries(root, ['ls-files', '--stage', '-z', '--full-name']),
    entries(root, ['ls-files', '--modified', '--others', '--exclude-standard', '-z', '--full-name']),
  ])
  const ids = new Map<string, string>()
  for (const entry of index) {
    const [facts, path] = entry.split('\t') as [string, string]
    if (counts(path)) ids.set(path, facts)
  }
  const own = [...new Set(changed)].filter((path) => counts(path) && (ids.has(path) || !PACKAGES.test(path)))
  for (const [path, id] of await idsOf(root, own)) {
    if (id === undefined) ids.delete(path)
    else ids.set(path, id)
  }
  const lines = [...ids].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, id]) => `${bare(id)} ${path}\0`)
  return sha256(lines.join(''))
}

/** Mode and stage do not count: `100644 <id> 0` → `<id>`. */
function bare(facts: string): string {
  return facts.split(' ')[1] ?? facts
}

/** What Git would call the files as they are now: filters such as those of line ends and of LFS count. */
async function idsOf(root: string, paths: readonly string[]): Promise<Map<string, string | undefined>> {
  const ids = new Map<string, string | undefined>()
  const files: string[] = []
  for (const path of paths) {
    const found = await lstat(join(root, path)).catch(() => undefined)
    if (found?.isFile()) files.push(path)
    else if (found?.isSymbolicLink()) ids.set(path, await idOfText(root, await readlink(join(root, path))))
    else ids.set(path, found && 'a repository of its own')
  }
  for (let at = 0; at < files.length; at += CHUNK) {
    const chunk = files.slice(at, at + CHUNK)
    const said = (await git(root, ['hash-object', '--', ...chunk])).toString().trim().split('\n')
    for (const [index, path] of chunk.entries()) ids.set(path, said[index]!)
  }
  return ids
}

async function idOfText(root: string, text: string): Promise<string> {
  return (await git(root, ['hash-object', '--stdin'], { input: Buffer.from(text) })).toString().trim()
}

async function entries(root: string, args: readonly string[]): Promise<string[]> {
  return (await git(root, args))
    .toString()
    .split('\0')
    .filter((entry) => entry !== '')
}
