import { join } from 'node:path'
import { UserError } from '../errors.ts'
import { sha256 } from '../sha256.ts'
import { lfsObject } from './lfs-object.ts'
import { isLfsPointer } from './lfs-pointer.ts'
import { askGit, git, NoRepository } from './run-git.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { makeFolder } from './write-error.ts'

/** The top folder of the repository that holds `directory`. */
export async function repositoryRoot(directory: string): Promise<string> {
  return line(await git(directory, ['rev-parse', '--show-toplevel']))
}

/** The same; undefined where there is none, but not where git refuses to look into it. */
export async function findRepository(directory: string): Promise<string | undefined> {
  return repositoryRoot(directory).catch((error: unknown) => {
    if (error instanceof NoRepository) return undefined
    throw error
  })
}

/** The commit (40 or 64 hexadecimal digits) that a branch, tag, `HEAD~1` or shortened commit names. */
export async function resolveRevision(directory: string, revision: string): Promise<string> {
  const found = await findRevision(directory, revision)
  if (found !== undefined) return found
  await repositoryRoot(directory)
  throw new UserError(`Unknown revision \`${revision}\` in ${directory}${await fetchHint(directory)}`)
}

/** As `resolveRevision`; undefined where there is no such revision, or no repository. */
export async function findRevision(directory: string, revision: string): Promise<string | undefined> {
  const name = `${revision}^{commit}`
  const found = await askGit(directory, ['rev-parse', '--verify', '--quiet', '--end-of-options', name], [1, 128])
  return found && line(found)
}

/** The first of some revisions that there is, with its commit: all of them in one question. */
export async function firstRevision(
  directory: string,
  revisions: readonly string[],
): Promise<{ readonly name: string; readonly commit: string } | undefined> {
  const input = Buffer.from(revisions.map((revision) => `${revision}^{commit}\n`).join(''))
  const answers = (await git(directory, ['cat-file', '--batch-check=%(objectname)'], { input })).toString().split('\n')
  const at = answers.findIndex((answer) => /^[0-9a-f]+$/.test(answer))
  return at === -1 ? undefined : { name: revisions[at]!, commit: answers[at]! }
}

/** As `resolveRevision`, without asking about what is a whole commit already: each question is a process. */
async function commitOf(directory: string, revision: string): Promise<string> {
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(revision) ? revision : resolveRevision(directory, revision)
}

/** The last commit that two revisions share; of several, the one that git takes first. */
export async function mergeBase(directory: string, a: string, b: string): Promise<string> {
  const found = await findMergeBase(directory, a, b)
  if (found !== undefined) return found
  throw new UserError(`No common commit of \`${a}\` and \`${b}\` in ${directory}${await fetchHint(directory)}`)
}

/** As `mergeBase`; undefined where the two share no commit that is here. */
export async function findMergeBase(directory: string, a: string, b: string): Promise<string | undefined> {
  const commits = await Promise.all([commitOf(directory, a), commitOf(directory, b)])
  const found = await askGit(directory, ['merge-base', ...commits], [1])
  return found && line(found)
}

/** Whether a commit is part of a branch: its tip, or before it. */
export async function isAncestor(directory: string, commit: string, tip: string): Promise<boolean> {
  return (await askGit(directory, ['merge-base', '--is-ancestor', commit, tip], [1])) !== undefined
}

/**
 * How a commit stands to another, in one question: part of its history (`before`), the same, or after it.
 *
 * @param one 40 or 64 hexadecimal digits, as the other
 * @returns undefined where neither is part of the other's history as far as this clone goes, or one is not here
 */
export async function commitOrder(
  directory: string,
  one: string,
  other: string,
): Promise<'before' | 'same' | 'after' | undefined> {
  const asked = askGit(directory, ['merge-base', one, other], [1])
  const shared = await asked.catch(async (error: unknown) => {
    for (const commit of [one, other]) if ((await findRevision(directory, commit)) === undefined) return undefined
    throw error
  })
  const base = shared && line(shared)
  if (base === one) return one === other ? 'same' : 'before'
  return base === other ? 'after' : undefined
}

/** Whether tracked files differ from `HEAD`. Untracked files do not count: outputs would always be. */
export async function isDirty(directory: string): Promise<boolean> {
  return (await dirtyFiles(directory)).length > 0
}

/** Tracked files that differ from `HEAD`, from the top of the repository; all that are added before there is a commit. */
export async function dirtyFiles(directory: string): Promise<string[]> {
  const listed = entries(await git(directory, ['status', '--porcelain', '-z', '--untracked-files=no', '--no-renames']))
  return listed.map((entry) => entry.slice(3))
}

/** Those of some files that Git does not hold; ignored ones too. @param paths absolute */
export async function untrackedOf(directory: string, paths: readonly string[]): Promise<string[]> {
  if (paths.length === 0) return []
  return entries(await git(directory, ['ls-files', '--others', '-z', '--full-name', '--', ...paths]))
}

/**
 * Whether a folder holds a file that Git tracks, and so may have come with a commit: through a symbolic link, in a
 * submodule, or by a name in other letters where the file system does not tell them apart, too.
 */
export async function tracksIn(folder: string): Promise<boolean> {
  try {
    const prefix = line(await git(folder, ['rev-parse', '--show-prefix']))
    const listed = ['ls-files', '-z', '--cached', '--', `:(top,icase)${prefix}`]
    return (
      entries(await git(folder, listed, { env: { GIT_LITERAL_PATHSPECS: '0', GIT_NOGLOB_PATHSPECS: '1' } })).length > 0
    )
  } catch (error) {
    if (error instanceof NoRepository) return false
    throw error
  }
}

/** Those of some files that Git tracks. @param paths absolute, inside the repository @returns paths from its top */
export async function trackedOf(directory: string, paths: readonly string[]): Promise<string[]> {
  if (paths.length === 0) return []
  return entries(await git(directory, ['ls-files', '--cached', '-z', '--full-name', '--', ...paths]))
}

/**
 * A file as it was at a revision, fetched from Git LFS where only its pointer is in Git.
 *
 * @param path from the top of the repository
 * @returns undefined if there was no such file
 */
export async function showFile(directory: string, revision: string, path: string): Promise<Uint8Array | undefined> {
  const commit = await commitOf(directory, revision)
  const bytes = (await askGit(directory, ['cat-file', 'blob', `${commit}:${path}`], [128])) ?? (await blobAt())
  return bytes && isLfsPointer(bytes) ? lfsObject(directory, path, bytes) : bytes

  /** What fails for another reason must not count as a file that is not there: only its tree says that. */
  async function blobAt(): Promise<Buffer | undefined> {
    const entry = line(await git(directory, ['ls-tree', '--full-tree', '-z', commit, '--', path]))
    const [, type, object] = entry.split(/[ \t]/)
    return type === 'blob' ? git(directory, ['cat-file', 'blob', object!]) : undefined
  }
}

/**
 * SHA-256 of a file as it was at a commit. What is in Git LFS is not fetched: its pointer says.
 *
 * @param path from the top of the repository
 * @returns `sha256:` and 64 hexadecimal digits; undefined if there was no such file
 */
export async function digestAt(directory: string, commit: string, path: string): Promise<string | undefined> {
  const bytes = await askGit(directory, ['cat-file', 'blob', `${commit}:${path}`], [128])
  if (bytes === undefined) return undefined
  const pointed = isLfsPointer(bytes) ? /^oid (sha256:[0-9a-f]{64})$/m.exec(bytes.toString())?.[1] : undefined
  return pointed ?? sha256(bytes)
}

/**
 * Writes files and folders of a revision into another folder, as a checkout would. The repository's
 * working files and index stay as they are; no hook runs.
 *
 * @param paths from the top of the repository; at least one
 */
export async function exportTree(
  directory: string,
  revision: string,
  paths: readonly string[],
  into: string,
): Promise<void> {
  const commit = await commitOf(directory, revision)
  const gitFolder = line(await git(directory, ['rev-parse', '--absolute-git-dir']))
  const index = temporaryFolder('contender-index-')
  try {
    await makeFolder(into)
    const checkout = [
      `--git-dir=${gitFolder}`,
      `--work-tree=${into}`,
      '-c',
      'core.hooksPath=/dev/null',
      'checkout',
      '--quiet',
    ]
    await git(into, [...checkout, commit, '--', ...paths], { env: { GIT_INDEX_FILE: join(index.path, 'index') } })
  } finally {
    await index.remove()
  }
}

/**
 * Tracked files that differ between a revision and the working tree.
 *
 * @param patterns files or globs, from the top of the repository
 */
export async function changedFiles(
  directory: string,
  revision: string,
  patterns: readonly string[],
): Promise<string[]> {
  if (patterns.length === 0) return []
  const commit = await commitOf(directory, revision)
  const specs = patterns.map((pattern) => `:(top,glob)${pattern}`)
  const output = await git(directory, ['diff', '--name-only', '-z', commit, '--', ...specs], {
    env: { GIT_LITERAL_PATHSPECS: '0' },
  })
  return entries(output)
}

/**
 * Files that Git tracks and files that it would, those in `.gitignore` left out.
 *
 * @param patterns globs from the top of the repository; none: all
 * @returns paths from the top of the repository
 */
export async function listFiles(directory: string, patterns: readonly string[] = []): Promise<string[]> {
  const specs = patterns.map((pattern) => `:(top,glob)${pattern}`)
  const listed = ['ls-files', '-z', '--full-name', '--cached', '--others', '--exclude-standard', '--', ...specs]
  return entries(await git(directory, listed, { env: { GIT_LITERAL_PATHSPECS: '0' } }))
}

/** All files that Git tracks, and the folders of submodules. @param root the top of the repository */
export async function listTracked(root: string): Promise<string[]> {
  return entries(await git(root, ['ls-files', '-z', '--cached']))
}

/** All files of a commit, and the folders of submodules, from the top of the repository. */
export async function listTree(directory: string, commit: string): Promise<string[]> {
  return entries(await git(directory, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit]))
}

/** Whether `.gitignore` and its like keep a path out of Git, be it there or not. */
export async function isIgnored(directory: string, path: string): Promise<boolean> {
  // It takes paths as pathspecs, but none to be taken literally.
  const options = { env: { GIT_LITERAL_PATHSPECS: '0' } }
  return (await askGit(directory, ['check-ignore', '--quiet', '--', `./${path}`], [1], options)) !== undefined
}

/** Whether the clone lacks older commits, as those of actions/checkout do. */
export async function isShallow(directory: string): Promise<boolean> {
  return line(await git(directory, ['rev-parse', '--is-shallow-repository'])) === 'true'
}

/** A setting of Git as it counts in a repository: `user.name`, in small letters. Undefined where it is not set. */
export async function askSetting(directory: string, name: string): Promise<string | undefined> {
  return (await askSettings(directory, [name])).get(name)
}

/**
 * Several of them in one question, by name; those that are not set are missing.
 *
 * @param names in small letters
 */
export async function askSettings(directory: string, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const any = `^(${names.map((name) => name.replaceAll('.', '\\.')).join('|')})$`
  const found = await askGit(directory, ['config', '-z', '--get-regexp', any], [1])
  return new Map(
    entries(found ?? Buffer.alloc(0)).map((entry) => {
      const [name = '', ...lines] = entry.split('\n')
      return [name, lines.join('\n')]
    }),
  )
}

async function fetchHint(directory: string): Promise<string> {
  return (await isShallow(directory))
    ? ', the clone is shallow: run `git fetch --unshallow`, or set `fetch-depth: 0` on actions/checkout'
    : ''
}

/** What git parts by zero bytes. */
function entries(output: Buffer): string[] {
  return output
    .toString()
    .split('\0')
    .filter((entry) => entry !== '')
}

function line(output: Buffer): string {
  return output.toString().replace(/[\n\0]+$/, '')
}
