import type { MergeGroup } from './subject.ts'

/** Under which merge queues make their branches. */
export const QUEUE_BRANCHES = 'gh-readonly-queue/'

const QUEUE_BRANCH = new RegExp(`^${QUEUE_BRANCHES}(?<base>.+)/pr-\\d+-(?<sha>[0-9a-f]{40,64})$`)

/**
 * The group of a merge queue whose branch this is: its name holds the branch and the commit that it is built on.
 *
 * @returns undefined for any other branch
 * @example
 * groupOfBranch(`gh-readonly-queue/main/pr-104-${base}`, head)
 * // { head_sha: head, head_ref: 'refs/heads/gh-readonly-queue/main/pr-104-…', base_sha: base, base_ref: 'refs/heads/main' }
 */
export function groupOfBranch(branch: string, head: string): MergeGroup | undefined {
  const { base, sha } = QUEUE_BRANCH.exec(branch)?.groups ?? {}
  if (base === undefined || sha === undefined) return undefined
  return { head_sha: head, head_ref: `refs/heads/${branch}`, base_sha: sha, base_ref: `refs/heads/${base}` }
}
