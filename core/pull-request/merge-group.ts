/** A merge group of GitHub's merge queue: pull requests that are tried together. */
export interface MergeGroup {
  readonly head_sha: string
  /** The commit that it was put on: the base's tip, or the head of the group before it. */
  readonly base_sha: string
  /** `main`, or `refs/heads/main`. */
  readonly base_ref: string
  /** `gh-readonly-queue/main/pr-7-<base_sha>`, or that with `refs/heads/` before it. */
  readonly head_ref: string
}

const QUEUE = /^gh-readonly-queue\/(.+)\/pr-(\d+)-([0-9a-f]{40,64})$/

/**
 * The merge group that a workflow run of the event `merge_group` is of, by the name of its branch.
 *
 * @example
 * groupOfBranch(`gh-readonly-queue/main/pr-7-${base}`, head)?.base_ref // 'main'
 */
export function groupOfBranch(head_ref: string, head_sha: string): MergeGroup | undefined {
  const [, base_ref, , base_sha] = QUEUE.exec(bare(head_ref)) ?? []
  if (base_ref === undefined || base_sha === undefined) return undefined
  return { head_sha, head_ref: bare(head_ref), base_ref, base_sha }
}

/** Without `refs/heads/`. */
export function bare(ref: string): string {
  return ref.replace(/^refs\/heads\//, '')
}

/** A commit of a merge group. */
export interface GroupCommit {
  readonly sha: string
  readonly parents: readonly string[]
  readonly message: string
  /** Made and signed by GitHub. */
  readonly isOfGitHub: boolean
}

/** An open pull request for the base of the group. */
export interface QueuedPull {
  readonly number: number
  readonly head: string
}

/** Which pull requests a group is made of, and commits that belong to none that can be told. */
export interface GroupPulls {
  /** In the order of their commits. */
  readonly pulls: readonly number[]
  readonly unknown: readonly string[]
}

/**
 * Which pull requests a merge group is made of. The queue makes one commit a pull request, each on the one before: a
 * merge has the pull request's head as its second parent, and what was squashed has its number in a title that GitHub
 * wrote and signed. The last one's number stands in the name of the group's branch too. A title that anybody else
 * wrote says nothing.
 *
 * @param commits of the comparison of the group's base with its head, in any order
 * @param open pull requests for the base of the group
 */
export function pullsOfGroup(
  { base_sha, head_ref, head_sha }: MergeGroup,
  commits: readonly GroupCommit[],
  open: readonly QueuedPull[],
): GroupPulls {
  const bySha = new Map(commits.map((commit) => [commit.sha, commit]))
  const last = Number(QUEUE.exec(bare(head_ref))?.[2])
  const pulls: number[] = []
  const unknown: string[] = []
  for (let sha = head_sha; sha !== base_sha; ) {
    const commit = bySha.get(sha)
    if (commit === undefined) return { pulls, unknown: [...unknown, sha] }
    const found = pullOf(commit, open) ?? (sha === head_sha && commit.parents.length === 1 ? last : undefined)
    if (found !== undefined && open.some(({ number }) => number === found)) pulls.unshift(found)
    else unknown.unshift(sha)
    sha = commit.parents[0] ?? ''
  }
  return { pulls: [...new Set(pulls)], unknown }
}

function pullOf(commit: GroupCommit, open: readonly QueuedPull[]): number | undefined {
  const { parents } = commit
  const told = numberIn(commit)
  if (parents.length === 1) return told
  const found = open.filter(({ head }) => head === parents[1])
  // A fork may have the same commit as another pull request: then what GitHub wrote decides.
  return found.length === 1 ? found[0]!.number : found.find(({ number }) => number === told)?.number
}

/** The number in the title of a commit that GitHub made. */
function numberIn({ isOfGitHub, message }: GroupCommit): number | undefined {
  if (!isOfGitHub) return undefined
  const [title = ''] = message.split('\n')
  const [, squashed, merged] = / \(#(\d+)\)$|^Merge pull request #(\d+) from \S+$/.exec(title) ?? []
  const number = squashed ?? merged
  return number === undefined ? undefined : Number(number)
}
