import type { FoundGroup } from './subject.ts'

/** Under which merge queues make their branches. */
export const QUEUE_BRANCHES = 'gh-readonly-queue/'

const QUEUE_BRANCH = new RegExp(`^${QUEUE_BRANCHES}(?<base>.+)/pr-\\d+-[0-9a-f]+$`)

/**
 * The group of a merge queue whose branch this is: its name holds the branch that it is for. What it is built on is
 * left to be looked up, as GitHub promises nothing about the rest of the name.
 *
 * @returns undefined for any other branch
 * @example
 * groupOfBranch('gh-readonly-queue/main/pr-104-1a2b3c', head)
 * // { head_sha: head, head_ref: 'refs/heads/gh-readonly-queue/main/pr-104-1a2b3c', base_ref: 'refs/heads/main', base_sha: null }
 */
export function groupOfBranch(branch: string, head: string): FoundGroup | undefined {
  const { base } = QUEUE_BRANCH.exec(branch)?.groups ?? {}
  if (base === undefined) return undefined
  return { head_sha: head, head_ref: `refs/heads/${branch}`, base_ref: `refs/heads/${base}`, base_sha: null }
}
