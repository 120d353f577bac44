/** A pull request, as far as a comment needs it. */
export interface PullRequest {
  readonly number: number
  /** Its newest commit. */
  readonly head: string
  /** `owner/name`; undefined where that repository is gone. */
  readonly headRepository: string | undefined
  readonly open: boolean
  readonly locked: boolean
  /** Login. */
  readonly author: string | undefined
}

/** A workflow run of somebody's pull request, by GitHub's own word. */
export interface RunOfPull {
  readonly head: string
  /** `owner/name`; undefined where that repository is gone. */
  readonly headRepository: string | undefined
}

/**
 * The pull requests that a workflow run is of: open ones whose newest commit it is, from the same repository. A fork
 * may have a branch of the same name and even the same commit as another, so both count; a number in a file that the
 * run made counts for nothing.
 *
 * @returns none where the head has moved on since; several where one branch has pull requests into several others
 */
export function pullsOfRun(pulls: readonly PullRequest[], { head, headRepository }: RunOfPull): PullRequest[] {
  return pulls.filter(
    (pull) => pull.open && pull.head === head && headRepository !== undefined && same(pull, headRepository),
  )
}

/** Whether a pull request comes from another repository than the one it is for. */
export function isFork({ headRepository }: Pick<PullRequest, 'headRepository'>, repository: string): boolean {
  return headRepository?.toLowerCase() !== repository.toLowerCase()
}

function same({ headRepository }: PullRequest, repository: string): boolean {
  return headRepository?.toLowerCase() === repository.toLowerCase()
}
