import { paged } from '../pages.ts'
import { type ApiAnswer, type ApiCall, no, ok, type Route } from '../route.ts'
import type { World } from '../world.ts'
import { jobJson, runJson, workflowJson } from './run-json.ts'
import type { RunScene } from './run-scene.ts'
import type { RunStore, StoredRun } from './run-store.ts'
import { findWorkflow, listWorkflows } from './workflows.ts'

const ACTIONS = '/repos/{owner}/{repo}/actions'
const RUN = `${ACTIONS}/runs/{run_id}`
const missing = no(404, 'Not Found')

/** Workflow runs, their attempts and their jobs, read, cancelled and run again. */
export function runRoutes(world: World, store: RunStore, scene: RunScene): readonly Route[] {
  const list = async (call: ApiCall, runs: readonly StoredRun[]): Promise<ApiAnswer> => {
    const found = runs.filter((run) => matches(run, call.query)).toSorted((a, b) => b.id - a.id)
    const json = await Promise.all(found.map((run) => runJson(world, run)))
    return paged(world, call, json, (workflow_runs) => ({ total_count: json.length, workflow_runs }))
  }
  const jobs = (call: ApiCall, runs: readonly StoredRun[]): ApiAnswer => {
    const all = runs.flatMap((run) => run.jobs.map((job) => jobJson(world, run, job)))
    return paged(world, call, all, (items) => ({ total_count: all.length, jobs: items }))
  }
  const route = (method: Route['method'], path: string, answer: Route['answer']): Route => ({ method, path, answer })
  const ofRun =
    (answer: (run: StoredRun, call: ApiCall) => ApiAnswer | Promise<ApiAnswer>) => async (call: ApiCall) => {
      const run = store.get(Number(call.params.run_id))
      return run === undefined ? missing : answer(run, call)
    }
  const ofAttempt = (answer: (run: StoredRun, call: ApiCall) => ApiAnswer | Promise<ApiAnswer>) =>
    ofRun((last, call) => {
      const run = store.attempts(last.id).find(({ attempt }) => attempt === Number(call.params.attempt_number))
      return run === undefined ? missing : answer(run, call)
    })
  const again = (onlyFailed: boolean) =>
    ofRun(async (run, { token }) => {
      if (run.status !== 'completed') return no(403, 'This workflow is already running')
      await scene.rerun(run.id, token!.login, onlyFailed)
      return ok({}, 201)
    })
  const cancel = ofRun(async (run) => {
    if (run.status === 'completed') return no(409, 'Cannot cancel a workflow run that is completed.')
    await scene.finishRun(run.id, 'cancelled')
    return ok({}, 202)
  })

  return [
    route('GET', `${ACTIONS}/workflows`, async (call) => {
      const workflows = await listWorkflows(world, store)
      const json = workflows.map((workflow) => workflowJson(world, workflow))
      return paged(world, call, json, (shown) => ({ total_count: json.length, workflows: shown }))
    }),
    route('GET', `${ACTIONS}/workflows/{workflow_id}`, async ({ params }) => {
      const workflow = await findWorkflow(world, store, params.workflow_id!)
      return workflow === undefined ? missing : ok(workflowJson(world, workflow))
    }),
    route('GET', `${ACTIONS}/workflows/{workflow_id}/runs`, async (call) => {
      const workflow = await findWorkflow(world, store, call.params.workflow_id!)
      if (workflow === undefined) return missing
      const runs = store.all().filter((run) => run.workflow.id === workflow.id)
      return list(call, runs)
    }),
    route('GET', `${ACTIONS}/runs`, (call) => list(call, store.all())),
    route(
      'GET',
      RUN,
      ofRun(async (run) => ok(await runJson(world, run))),
    ),
    route(
      'GET',
      `${RUN}/attempts/{attempt_number}`,
      ofAttempt(async (run) => ok(await runJson(world, run))),
    ),
    route(
      'GET',
      `${RUN}/jobs`,
      ofRun((run, call) => jobs(call, call.query.get('filter') === 'all' ? store.attempts(run.id) : [run])),
    ),
    route(
      'GET',
      `${RUN}/attempts/{attempt_number}/jobs`,
      ofAttempt((run, call) => jobs(call, [run])),
    ),
    route('GET', `${ACTIONS}/jobs/{job_id}`, async ({ params }) => {
      for (const { id } of store.all()) {
        const found = store.attempts(id).flatMap((run) => run.jobs.map((job) => ({ run, job })))
        const ours = found.find(({ job }) => job.id === Number(params.job_id))
        if (ours !== undefined) return ok(jobJson(world, ours.run, ours.job))
      }
      return missing
    }),
    route('POST', `${RUN}/rerun`, again(false)),
    route('POST', `${RUN}/rerun-failed-jobs`, again(true)),
    route('POST', `${RUN}/cancel`, cancel),
    route('POST', `${RUN}/force-cancel`, cancel),
  ]
}

function matches(run: StoredRun, query: URLSearchParams): boolean {
  const unknown = ['created', 'check_suite_id', 'exclude_pull_requests'].filter((name) => query.has(name))
  if (unknown.length > 0) throw new Error(`This GitHub does not filter runs by ${unknown.join(', ')}`)
  const asked = (name: string, ...values: (string | null)[]) => !query.has(name) || values.includes(query.get(name))
  return (
    asked('head_sha', run.headSha) &&
    asked('branch', run.headBranch) &&
    asked('event', run.event) &&
    asked('actor', run.actor) &&
    asked('status', run.status, run.conclusion)
  )
}
