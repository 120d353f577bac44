import type { Octokit } from '@octokit/rest'
import { UserError } from '../../errors.ts'
import { branchInTheWay, sayInTheWay } from './branch-in-the-way.ts'
import { explainRequest, found, type Repository, statusOf } from './client.ts'

/**
 * Puts a branch on a commit: makes it where there was none, and moves it forward only. Making it is what locks it: of two
 * who do so at once GitHub lets one.
 *
 * @param from where it was seen; undefined where it was not there
 * @returns false if somebody else has made or moved it meanwhile
 * @throws {UserError} if GitHub refuses though nobody has: for a rule, or for a branch of a name that leaves no room for it
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
    if (status === 422 || status === 409) {
      // Both a lost race and what may never be are answered so: the branch itself tells which.
      const now = (await found(client.rest.git.getRef({ ...at, ref: `heads/${name}` })))?.data.object.sha
      if (now === to) return true
      if (now !== from) return false
      const other = await branchInTheWay(client, at, name)
      if (other !== undefined) throw new UserError(sayInTheWay(name, other), { cause: error })
    }
    throw explainRequest(`the branch ${name} of ${at.owner}/${at.repo}`, error)
  }
}
