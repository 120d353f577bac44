import { githubClient } from '../../core/io/github/client.ts'
import type { Host } from '../action.ts'
import { gitHubPlace } from '../github-place.ts'

/**
 * Whether the repository is set so that a job's own token may open pull requests.
 *
 * @returns undefined without a token and a repository's name, and where GitHub does not say: it tells administrators alone
 */
export async function mayJobsOpenPulls(host: Pick<Host, 'environment' | 'fetch'>): Promise<boolean | undefined> {
  const place = gitHubPlace(host)
  if (place === undefined) return undefined
  const { owner, repo } = place
  try {
    const asked = githubClient(place).rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository({ owner, repo })
    return (await asked).data.can_approve_pull_request_reviews
  } catch {
    return undefined
  }
}
