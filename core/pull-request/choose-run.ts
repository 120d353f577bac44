/** A workflow run, as GitHub's own records tell of it. */
export interface WorkflowRun {
  /** Grows with time. */
  readonly id: number
  readonly attempt: number
  /** File of its workflow, with `@ref` behind it where GitHub says that too. */
  readonly path: string
  readonly event: string
  readonly head: string
  /** `owner/name`; undefined where that repository is gone. */
  readonly headRepository: string | undefined
  readonly status: string
  readonly conclusion: string | null
  readonly url: string
  /** Of its newest attempt. */
  readonly startedAt: Date | undefined
}

/** What a run has to be for its report to be believed. */
export interface SoughtRun {
  /** Path of the workflow, by the base branch. */
  readonly workflow: string
  readonly head: string
  readonly headRepository: string | undefined
  readonly events: readonly string[]
}

/** Events by which a run is of a pull request. */
export const PULL_EVENTS = ['pull_request', 'pull_request_target']

/**
 * Of the runs of a commit the one whose report counts: of the workflow that the base branch names, started by the
 * right event, of this commit in this repository. A fork may have the same commit as another pull request, and a
 * change may add workflows of its own: neither is believed.
 *
 * @returns the newest; undefined where there is none
 * @example
 * chooseRun(runs, { workflow: '.github/workflows/contender.yml', head, headRepository: 'acme/models', events: PULL_EVENTS })?.id // 7
 */
export function chooseRun(
  runs: readonly WorkflowRun[],
  { events, head, headRepository, workflow }: SoughtRun,
): WorkflowRun | undefined {
  const repository = headRepository?.toLowerCase()
  return runs
    .filter(
      (run) =>
        repository !== undefined &&
        run.path.replace(/@.*$/, '') === workflow &&
        events.includes(run.event) &&
        run.head === head &&
        run.headRepository?.toLowerCase() === repository,
    )
    .reduce<WorkflowRun | undefined>(
      (newest, run) => (newest === undefined || run.id > newest.id ? run : newest),
      undefined,
    )
}
