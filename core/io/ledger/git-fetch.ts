import { UserError } from '../../errors.ts'
import { LEDGER_BRANCH } from '../../ledger/branch.ts'
import { git } from '../run-git.ts'
import { ALONE, dropStaleLock, hasCommit, readRefs, readRemoteRefs } from './git-refs.ts'
import { saidBy } from './git-said.ts'

/** The newest commit of a remote's ledger that this clone knows. It only moves forward: a force-push leaves it behind. */
export const SEEN = 'refs/contender/ledger'

/** Only what is asked for: no tags, no other branch, no trace in FETCH_HEAD or in refs/remotes. */
const FETCH = [
  ...ALONE,
  'fetch',
  '--quiet',
  '--no-tags',
  '--no-prune',
  '--no-write-fetch-head',
  '--no-recurse-submodules',
  '--no-filter',
  '--refmap=',
]

/**
 * Brings a remote's ledger into this clone.
 *
 * @param branch its full name
 * @returns its commit; undefined where the remote has no such branch
 * @throws {UserError} if the remote cannot be reached, or its ledger was there once and is gone
 */
export async function fetchLedger(folder: string, remote: string, branch: string): Promise<string | undefined> {
  const seen = await seenLedger(folder)
  const there = await readRemoteRefs(folder, remote, [branch]).catch((error) => unreachable(remote, error))
  const head = there.get(branch)
  if (head === undefined && seen !== undefined) {
    throw new UserError(
      `${remote} has no branch ${LEDGER_BRANCH} any more, though this clone has seen it at ${seen}: restore it with ` +
        `\`git push ${remote} ${seen}:${branch}\`, or, if this is another repository now, forget it with ` +
        `\`git update-ref -d ${SEEN}\``,
    )
  }
  if (head !== undefined && head !== seen) await fetchCommit(folder, remote, branch, head)
  return head
}

async function fetchCommit(folder: string, remote: string, branch: string, head: string) {
  try {
    await git(folder, [...FETCH, remote, `${branch}:${SEEN}`])
  } catch (error) {
    // Objects come before refs: where only the ref could not move (it was held, or the branch rewritten), all is here.
    await dropStaleLock(folder, saidBy(error), [SEEN])
    if (!(await hasCommit(folder, head))) unreachable(remote, error)
  }
}

/** Deeper than any ledger. `--unshallow` would fetch the history of every branch. */
const DEPTH = '--depth=1000000000'

/** Brings the whole history of a remote's ledger into a clone that is shallow. */
export async function deepenLedger(folder: string, remote: string): Promise<void> {
  await git(folder, [...FETCH, DEPTH, remote, `refs/heads/${LEDGER_BRANCH}`]).catch((error) =>
    unreachable(remote, error),
  )
}

function unreachable(remote: string, error: unknown): never {
  throw new UserError(
    `Cannot reach the ledger, ${LEDGER_BRANCH} of ${remote}: ${saidBy(error)}; check the connection ` +
      "and your access, or keep to this clone's own ledger with --local",
    { cause: error },
  )
}

/** Where this clone has followed a remote's ledger to; undefined where it never saw one. */
export async function seenLedger(folder: string): Promise<string | undefined> {
  return (await readRefs(folder, [SEEN])).get(SEEN)
}

/** Whether a commit is here, or could be fetched by its name alone: some servers keep what no branch has. */
export async function bringCommit(folder: string, remote: string | undefined, commit: string): Promise<boolean> {
  if (await hasCommit(folder, commit)) return true
  if (remote === undefined || !/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) return false
  await git(folder, [...FETCH, remote, commit]).catch(() => undefined)
  return hasCommit(folder, commit)
}
