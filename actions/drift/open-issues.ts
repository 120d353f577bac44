import { UserError } from '../../core/errors.ts'
import { explainRequest } from '../../core/io/github/client.ts'
import type { IssuePlace } from '../../core/io/github/one-issue.ts'
import { JOB, ownLogin } from '../../core/io/github/own-login.ts'
import type { Host } from '../action.ts'
import { gitHubPlace } from '../github-place.ts'
import { patientClient } from '../patient-client.ts'

/**
 * The issues of the repository as a job's token, or a person's, may write them: also those that a workflow's own token
 * made count as ours, so that a team may go over to its App. One request.
 *
 * @returns undefined without a repository or a token
 * @throws {UserError} if GitHub does not say whose the token is
 */
export async function openIssues(host: Pick<Host, 'environment' | 'fetch' | 'warn'>): Promise<IssuePlace | undefined> {
  const place = gitHubPlace(host)
  if (place === undefined) return undefined
  const client = patientClient(place, host)
  const login = await ownLogin(client, place.token).catch((error: unknown) => {
    // GraphQL refuses with an answer of its own.
    if (error instanceof Error && error.name === 'GraphqlResponseError')
      throw new UserError(`Cannot tell whose $GITHUB_TOKEN is: ${error.message}`, { cause: error })
    throw explainRequest('the account of $GITHUB_TOKEN', error, 'issues: write')
  })
  return { at: { owner: place.owner, repo: place.repo }, client, authors: [...new Set([JOB, login])] }
}
