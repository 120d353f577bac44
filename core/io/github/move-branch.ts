import type { Octokit } from '@octokit/rest'
import { explainRequest, type Repository, statusOf } from './client.ts'

/**
 * Puts a branch on a commit: makes it where there was none, and moves it forward only. Making it is what locks it: of two
 * who do so at once GitHub lets one.
 *
 * @param from where it was seen; undefined where it was not there
 * @returns false if somebody else has made or moved it meanwhile
 */
export async function moveBranch(
  client: Octokit,
  at: Repository,
  { from, name, to }: { readonly name: string; readonly from: string | undefined; readonly to: string },
): Promise<boolean> {
  try {
    if (from === undefined) await client.rest.git.createRef({ ...at, ref: `refs/heads/${name}`, sha: to })
    else await client.rest.git.updateRef({ ...at, ref: `heads/${name}`, sha: to, force: false })
    return true
  } catch (error) {
    const status = statusOf(error)
    if (status === 422 || status === 409) return false
    throw explainRequest(`the branch ${name} of ${at.owner}/${at.repo}`, error)
  }
}
