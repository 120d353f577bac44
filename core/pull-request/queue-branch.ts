import type { MergeGroup } from './merge-group.ts'

/** A group as its branch shows it, where nobody said which commit it is built on. */
export type FoundGroup = Omit<MergeGroup, 'base_sha'> & { readonly base_sha: string | null }

/** Under which merge queues make their branches. */
export const QUEUE_BRANCHES = 'gh-readonly-queue/'

const QUEUE_BRANCH = new RegExp(`^${QUEUE_BRANCHES}(?<base>.+)/pr-(?<pull>\\d+)-[0-9a-f]+$`)

/**
 * What the name of a branch of a merge queue tells: the branch that it is for, and the last pull request of its group.
 * GitHub promises nothing about the rest of the name.
 *
 * @returns undefined for any other branch
 * @example
 * readQueueBranch('gh-readonly-queue/main/pr-104-1a2b3c') // { base: 'main', pull: 104 }
 */
export function readQueueBranch(branch: string): { readonly base: string; readonly pull: number } | undefined {
  const { base, pull } = QUEUE_BRANCH.exec(branch)?.groups ?? {}
  return base === undefined ? undefined : { base, pull: Number(pull) }
}

/**
 * The group of a merge queue whose branch this is. What it is built on is left to be looked up.
 *
 * @returns undefined for any other branch
 * @example
 * groupOfBranch('gh-readonly-queue/main/pr-104-1a2b3c', head)
 * // { head_sha: head, head_ref: 'refs/heads/gh-readonly-queue/main/pr-104-1a2b3c', base_ref: 'refs/heads/main', base_sha: null }
 */
export function groupOfBranch(branch: string, head: string): FoundGroup | undefined {
  const { base } = readQueueBranch(branch) ?? {}
  if (base === undefined) return undefined
  return { head_sha: head, head_ref: `refs/heads/${branch}`, base_ref: `refs/heads/${base}`, base_sha: null }
}
