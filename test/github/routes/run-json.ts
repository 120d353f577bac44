import { simpleUser } from '../people.ts'
import type { World } from '../world.ts'
import { lookUpRepository } from './look-up.ts'
import { pullBrief } from './pulls-at.ts'
import type { StoredJob, StoredRun, StoredWorkflow } from './run-store.ts'
import { timestamp } from './timestamp.ts'

/** A run's attempt as the REST API and deliveries show it. */
export async function runJson(world: World, run: StoredRun) {
  const repository = `${world.url}/repos/${world.owner}/${world.repo}`
  const url = `${repository}/actions/runs/${run.id}`
  const actor = simpleUser(world, run.actor)
  const here = await lookUpRepository(world, `${world.owner}/${world.repo}`)
  return {
    id: run.id,
    name: run.workflow.name,
    node_id: `WFR_${run.id}`,
    check_suite_id: run.id,
    check_suite_node_id: `CS_${run.id}`,
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.workflow.path,
    run_number: run.number,
    run_attempt: run.attempt,
    referenced_workflows: [],
    event: run.event,
    display_title: run.title,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: run.workflow.id,
    url,
    html_url: `${world.url}/${world.owner}/${world.repo}/actions/runs/${run.id}`,
    pull_requests: await Promise.all(run.pulls.map((number) => pullBrief(world, number))),
    created_at: timestamp(run.createdAt),
    updated_at: timestamp(run.updatedAt),
    run_started_at: timestamp(run.startedAt),
    actor,
    triggering_actor: actor,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${repository}/check-suites/${run.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
    workflow_url: `${repository}/actions/workflows/${run.workflow.id}`,
    head_commit: run.headCommit,
    repository: here,
    head_repository: run.headRepositoryId === here.id ? here : await lookUpRepository(world, run.headRepository),
  }
}

export function workflowJson(world: World, { id, name, path }: StoredWorkflow) {
  const page = `${world.url}/${world.owner}/${world.repo}`
  return {
    id,
    node_id: `W_${id}`,
    name,
    path,
    state: 'active',
    created_at: timestamp(0),
    updated_at: timestamp(0),
    url: `${world.url}/repos/${world.owner}/${world.repo}/actions/workflows/${id}`,
    html_url: `${page}/blob/main/${path}`,
    badge_url: `${page}/actions/${path}/badge.svg`,
  }
}

export function jobJson(world: World, run: StoredRun, job: StoredJob) {
  const repository = `${world.url}/repos/${world.owner}/${world.repo}`
  return {
    id: job.id,
    run_id: run.id,
    run_attempt: run.attempt,
    workflow_name: run.workflow.name,
    head_branch: run.headBranch,
    head_sha: run.headSha,
    run_url: `${repository}/actions/runs/${run.id}`,
    node_id: `CR_${job.id}`,
    url: `${repository}/actions/jobs/${job.id}`,
    html_url: `${world.url}/${world.owner}/${world.repo}/actions/runs/${run.id}/job/${job.id}`,
    check_run_url: `${repository}/check-runs/${job.id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: timestamp(run.startedAt),
    started_at: timestamp(run.startedAt),
    completed_at: job.status === 'completed' ? timestamp(run.updatedAt) : null,
    name: job.name,
    steps: [],
    labels: ['ubuntu-latest'],
    runner_id: job.status === 'queued' ? null : 1,
    runner_name: job.status === 'queued' ? null : 'GitHub Actions 1',
    runner_group_id: null,
    runner_group_name: null,
  }
}
