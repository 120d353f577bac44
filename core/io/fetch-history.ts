import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { isShallow } from './git.ts'
import { saidBy } from './ledger/git-said.ts'
import { FETCH, hasOrigin, OriginUnreachable } from './origin.ts'
import { askGit, git } from './run-git.ts'

/** Says on a terminal what is being fetched. */
type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>

/** Where a clone comes from; actions/checkout and `git clone` call it so. */
const REMOTE = 'origin'

/** How many commits more, each time; then all of them. */
const STEPS = [50, 500, 5000]

/** More boundaries than this are not worth naming one by one. */
const MANY = 200

/**
 * Brings a branch that this clone does not have from `origin`, as `origin/<branch>`, with its newest commit
 * alone: actions/checkout leaves all but one behind.
 *
 * @returns whether the branch is there now; not where there is no remote, no such branch, or no way to it
 */
export async function fetchBranch(directory: string, branch: string, step: Step): Promise<boolean> {
  const valid = await askGit(directory, ['check-ref-format', `refs/heads/${branch}`], [1])
  if (valid === undefined || !(await hasOrigin(directory))) return false
  return step(`fetching ${branch} of ${REMOTE}`, async () => {
    const listed = await quiet(directory, ['ls-remote', REMOTE, `refs/heads/${branch}`])
    const commit = listed?.split('\t')[0]
    if (!commit) return false
    // A depth would cut history that is here already.
    const depth = (await hasCommit(directory, commit)) ? [] : ['--depth=1']
    const refs = `+refs/heads/${branch}:refs/remotes/${REMOTE}/${branch}`
    return (await quiet(directory, [...FETCH, ...depth, REMOTE, refs])) !== undefined
  })
}

/** The branch that `origin` calls its default; undefined where there is no way to ask. */
export async function remoteDefaultBranch(directory: string): Promise<string | undefined> {
  if (!(await hasOrigin(directory))) return undefined
  const listed = await quiet(directory, ['ls-remote', '--symref', REMOTE, 'HEAD'])
  return /^ref: refs\/heads\/(.+)\tHEAD$/m.exec(listed ?? '')?.[1]
}

/**
 * Where a branch of a remote ends now; undefined where it has no such branch.
 *
 * @param remote a name, or a URL
 * @throws {OriginUnreachable} with the server's own words
 */
export async function remoteTip(directory: string, branch: string, remote = REMOTE): Promise<string | undefined> {
  const listed = await git(directory, ['ls-remote', remote, `refs/heads/${branch}`]).catch((cause: unknown) => {
    throw new OriginUnreachable(`Cannot read the remote ${remote}: ${saidBy(cause)}`, { cause })
  })
  return listed.toString().split('\t')[0] || undefined
}

/** Brings one commit, by its whole name, without the history behind it. @returns whether it is there now */
export async function fetchCommit(directory: string, commit: string, step: Step): Promise<boolean> {
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(commit) && fetchCommits(directory, [commit], step)
}

/**
 * Brings commits by their whole names, all those that are missing in one fetch. A shallow clone gets them without
 * the history behind them, and keeps what history it has.
 *
 * @param remote a name, or a URL
 * @returns whether all are there now
 */
export async function fetchCommits(
  directory: string,
  commits: readonly string[],
  step: Step,
  remote = REMOTE,
): Promise<boolean> {
  const missing: string[] = []
  for (const commit of new Set(commits)) if (!(await hasCommit(directory, commit))) missing.push(commit)
  if (missing.length === 0) return true
  if (remote === REMOTE && !(await hasOrigin(directory))) return false
  const depth = (await isShallow(directory)) ? ['--depth=1'] : []
  const names = missing.map((commit) => commit.slice(0, 7)).join(' and ')
  return step(
    `fetching ${names} of ${remote}`,
    async () => (await quiet(directory, [...FETCH, ...depth, remote, ...missing])) !== undefined,
  )
}

/** Without fetching it: a clone that leaves files out would bring a missing commit with all that is behind it. */
async function hasCommit(directory: string, commit: string): Promise<boolean> {
  const options = { env: { GIT_NO_LAZY_FETCH: '1' } }
  return (await askGit(directory, ['cat-file', '-e', `${commit}^{commit}`], [1, 128], options)) !== undefined
}

/**
 * Fetches older commits of a shallow clone, more each time and at last all, until `enough` says so.
 *
 * What is asked for are the commits at which the clone was cut: they surely came from the remote, which
 * the commit that is checked out may not have.
 *
 * @returns whether it is enough now; not where there is no remote, or no way to it
 */
export async function deepenUntil(directory: string, enough: () => Promise<boolean>, step: Step): Promise<boolean> {
  if (!(await hasOrigin(directory))) return false
  return step(`fetching older commits of ${REMOTE}`, async () => {
    for (const depth of [...STEPS.map((commits) => `--deepen=${commits}`), '--unshallow']) {
      const cuts = await boundaries(directory)
      if (cuts.length === 0) return enough()
      const wanted = cuts.length > MANY ? [] : cuts
      if ((await quiet(directory, [...FETCH, depth, REMOTE, ...wanted])) === undefined) return false
      if (await enough()) return true
    }
    return false
  })
}

/** Commits whose parents are not here. */
async function boundaries(directory: string): Promise<string[]> {
  const path = (await git(directory, ['rev-parse', '--git-path', 'shallow'])).toString().trimEnd()
  const text = await readFile(resolve(directory, path), 'utf8').catch(() => '')
  return text.split('\n').filter((commit) => commit !== '')
}

/** What git answers; undefined where it fails, for whatever reason: who called says what is missing and how to get it. */
async function quiet(directory: string, args: readonly string[]): Promise<string | undefined> {
  return git(directory, args).then(
    (output) => output.toString(),
    () => undefined,
  )
}
