import type { Octokit } from '@octokit/rest'
import { explainRequest, type Repository } from './client.ts'

/**
 * How a job of a workflow run ended that did not end well, in the run's last attempt; undefined where none did so far.
 *
 * @returns `failure`, `cancelled`, `timed_out`
 * @throws {UserError} without the permission `actions: read`
 */
export async function failedJob(
  client: Octokit,
  run: Repository & { readonly run_id: number },
): Promise<string | undefined> {
  const { data } = await client.rest.actions
    .listJobsForWorkflowRun({ ...run, per_page: 100 })
    .catch((error: unknown) => {
      throw explainRequest(`the jobs of run ${run.run_id}`, error, 'actions: read')
    })
  const ended = data.jobs.flatMap(({ conclusion }) => conclusion ?? [])
  return ended.find((conclusion) => !['success', 'skipped', 'neutral'].includes(conclusion))
}
