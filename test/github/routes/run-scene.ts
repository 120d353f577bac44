import type { World } from '../world.ts'
import { emitEvent } from './emit-event.ts'
import { headCommit } from './head-commit.ts'
import { lookUpRepository } from './look-up.ts'
import { runJson, workflowJson } from './run-json.ts'
import type { RunConclusion, RunStatus, RunStore, StoredRun } from './run-store.ts'
import { nameOfWorkflow } from './workflows.ts'

/** A run to be; what is left out is what a PR of `ann` in the repository itself gives. */
export interface NewRun {
  readonly headSha: string
  readonly headBranch?: string
  /** `owner/name`; a fork's for its PRs. */
  readonly headRepository?: string
  readonly event?: string
  readonly workflow?: string
  readonly actor?: string
  readonly title?: string
  /** `in_progress`, unless it is still to wait. */
  readonly status?: RunStatus
  readonly jobs?: readonly string[]
}

export type RunScene = ReturnType<typeof runScene>

/** Runs that begin, end and are asked for again; each step is told as the event `workflow_run`. */
export function runScene(world: World, store: RunStore) {
  const tell = async (run: StoredRun, action: 'requested' | 'in_progress' | 'completed') => {
    const own = { workflow_run: await runJson(world, run), workflow: workflowJson(world, run.workflow) }
    await emitEvent(world, { name: 'workflow_run', action, own, sender: run.actor })
    return run
  }

  const addRun = async (of: NewRun): Promise<StoredRun> => {
    const here = `${world.owner}/${world.repo}`
    const { headRepository = here, status = 'in_progress', workflow = '.github/workflows/contender.yml' } = of
    const added = store.add(
      {
        workflow: store.workflow(workflow, await nameOfWorkflow(world, of.headSha, workflow)),
        event: of.event ?? 'pull_request',
        title: of.title ?? 'Change the model',
        headSha: of.headSha,
        headCommit: await headCommit(world, of.headSha),
        headBranch: of.headBranch ?? 'change',
        headRepository,
        headRepositoryId: (await lookUpRepository(world, headRepository)).id,
        repositoryId: (await lookUpRepository(world, here)).id,
        pulls: headRepository === here ? pullsOf(world, of.headSha, here) : [],
        actor: of.actor ?? 'ann',
        status: 'queued',
        conclusion: null,
      },
      of.jobs ?? ['judge'],
    )
    await tell(added, 'requested')
    return status === 'queued' ? added : startRun(added.id)
  }
  const change = (id: number, status: RunStatus, conclusion: RunConclusion | null) =>
    tell(store.change(store.get(id)!, status, conclusion), status === 'completed' ? 'completed' : 'in_progress')
  const startRun = (id: number) => change(id, 'in_progress', null)

  return {
    addRun,
    startRun,
    /** One job of a run that goes on. */
    finishJob: async (id: number, job: string, conclusion: RunConclusion) =>
      store.changeJob(store.get(id)!, job, conclusion),
    /** All jobs that are not done end so, and the run with them. */
    finishRun: (id: number, conclusion: RunConclusion = 'success') => change(id, 'completed', conclusion),
    /** A new attempt of a run that is over; it waits until it is started. */
    rerun: (id: number, actor: string, onlyFailed = false) =>
      tell(store.again(store.get(id)!, actor, onlyFailed), 'requested'),
  }
}

function pullsOf(world: World, headSha: string, repository: string): number[] {
  const pulls = [...world.pulls.values()].filter((pull) => pull.headSha === headSha && pull.headRepo === repository)
  return pulls.map(({ number }) => number)
}
