import type { Octokit } from '@octokit/rest'
import type { WorkflowRun } from '../../pull-request/choose-run.ts'
import type { Repository } from './client.ts'

/** Workflow runs of a commit, newest first, in one request. */
export async function runsOfCommit(
  client: Octokit,
  { owner, repo }: Repository,
  head_sha: string,
): Promise<WorkflowRun[]> {
  const { data } = await client.rest.actions.listWorkflowRunsForRepo({ owner, repo, head_sha, per_page: 100 })
  return data.workflow_runs.map((run) => ({
    id: run.id,
    attempt: run.run_attempt ?? 1,
    path: run.path,
    event: run.event,
    head: run.head_sha,
    // Null where the fork is gone, whatever the types say.
    headRepository: (run.head_repository as { readonly full_name: string } | null)?.full_name,
    status: run.status ?? 'queued',
    conclusion: run.conclusion,
    url: run.html_url,
    startedAt: run.run_started_at === undefined ? undefined : new Date(run.run_started_at),
  }))
}
