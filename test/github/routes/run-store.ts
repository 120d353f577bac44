export type RunStatus = 'queued' | 'in_progress' | 'completed'
export type RunConclusion =
  | 'success'
  | 'failure'
  | 'neutral'
  | 'cancelled'
  | 'skipped'
  | 'timed_out'
  | 'action_required'

export interface StoredWorkflow {
  readonly id: number
  readonly name: string
  readonly path: string
}

export interface StoredJob {
  readonly id: number
  readonly name: string
  readonly status: RunStatus
  readonly conclusion: RunConclusion | null
}

/** One attempt of a workflow run. */
export interface StoredRun {
  readonly id: number
  readonly attempt: number
  readonly number: number
  readonly workflow: StoredWorkflow
  readonly event: string
  readonly title: string
  readonly headSha: string
  /** As runs show it; null where git does not have it. */
  readonly headCommit: object | null
  readonly headBranch: string
  /** `owner/name`; a fork's for its PRs. */
  readonly headRepository: string
  readonly headRepositoryId: number
  readonly repositoryId: number
  /** Numbers of the PRs that GitHub names: never a fork's. */
  readonly pulls: readonly number[]
  readonly actor: string
  readonly status: RunStatus
  readonly conclusion: RunConclusion | null
  readonly createdAt: number
  readonly startedAt: number
  readonly updatedAt: number
  readonly jobs: readonly StoredJob[]
}

export type RunStore = ReturnType<typeof runStore>

/** Workflow runs with all their attempts, and the workflows that they are runs of. */
export function runStore(clock: { readonly now: () => number; readonly nextId: (kind: string) => number }) {
  const runs = new Map<number, StoredRun[]>()
  const workflows = new Map<string, StoredWorkflow>()
  const keep = (run: StoredRun) => {
    runs.set(run.id, [...(runs.get(run.id) ?? []).filter(({ attempt }) => attempt !== run.attempt), run])
    return run
  }
  const jobsOf = (names: readonly string[], status: RunStatus): StoredJob[] =>
    names.map((name) => ({ id: clock.nextId('job'), name, status, conclusion: null }))

  return {
    all: () => [...runs.values()].map((attempts) => attempts.at(-1)!),
    get: (id: number) => runs.get(id)?.at(-1),
    attempts: (id: number) => runs.get(id) ?? [],
    workflows: () => [...workflows.values()],
    workflow: (path: string, name?: string) => {
      const known = workflows.get(path)
      const workflow = known ?? {
        id: clock.nextId('workflow'),
        name: name ?? path.replace(/^.*\/|\.ya?ml$/g, ''),
        path,
      }
      workflows.set(path, workflow)
      return workflow
    },
    add: (run: Omit<StoredRun, 'id' | 'attempt' | 'number' | 'jobs' | TimeKey>, jobs: readonly string[]) => {
      const number = [...runs.values()].filter(([first]) => first!.workflow.id === run.workflow.id).length + 1
      const now = clock.now()
      const times = { createdAt: now, startedAt: now, updatedAt: now }
      const id = clock.nextId('run')
      return keep({ ...run, ...times, id, attempt: 1, number, jobs: jobsOf(jobs, run.status) })
    },
    /** The run's last attempt, and its unfinished jobs, take on what is new. */
    change: (run: StoredRun, status: RunStatus, conclusion: RunConclusion | null) => {
      const jobs = run.jobs.map((job) => (job.status === 'completed' ? job : { ...job, status, conclusion }))
      return keep({ ...run, status, conclusion, jobs, updatedAt: clock.now() })
    },
    changeJob: (run: StoredRun, name: string, conclusion: RunConclusion) =>
      keep({
        ...run,
        updatedAt: clock.now(),
        jobs: run.jobs.map((job) => (job.name === name ? { ...job, status: 'completed', conclusion } : job)),
      }),
    again: (run: StoredRun, actor: string, onlyFailed: boolean) => {
      const jobs = run.jobs.map(({ conclusion, id, name }) =>
        onlyFailed && conclusion === 'success'
          ? { id, name, status: 'completed' as const, conclusion }
          : jobsOf([name], 'queued')[0]!,
      )
      const now = clock.now()
      const times = { startedAt: now, updatedAt: now }
      const again = { ...run, ...times, attempt: run.attempt + 1, actor, jobs }
      return keep({ ...again, status: 'queued', conclusion: null })
    },
  }
}

type TimeKey = 'createdAt' | 'startedAt' | 'updatedAt'
