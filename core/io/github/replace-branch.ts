import type { Octokit } from '@octokit/rest'
import { UserError } from '../../errors.ts'
import { found, type Repository } from './client.ts'

interface Place {
  readonly client: Octokit
  readonly at: Repository
  /** Of the repository, in GraphQL. */
  readonly id: string
}

const UPDATE =
  'mutation ($id: ID!, $name: GitRefname!, $from: GitObjectID!, $to: GitObjectID!) { updateRefs(input: { repositoryId: $id, refUpdates: [{ name: $name, beforeOid: $from, afterOid: $to, force: true }] }) { clientMutationId } }'

/**
 * Puts a branch on a commit that does not go on from where it was, and only from there: what somebody pushes meanwhile stays.
 * GraphQL alone takes that condition. One request.
 *
 * @returns false if somebody else has moved it meanwhile
 * @throws {UserError} if GitHub refuses though nobody has, as for a rule
 */
export async function replaceBranch(
  { at, client, id }: Place,
  { from, name, to }: { readonly name: string; readonly from: string; readonly to: string },
): Promise<boolean> {
  try {
    await client.graphql(UPDATE, { id, name: `refs/heads/${name}`, from, to })
    return true
  } catch (error) {
    // Whatever it answers: the branch itself tells.
    const now = (await found(client.rest.git.getRef({ ...at, ref: `heads/${name}` })))?.data.object.sha
    if (now === to) return true
    if (now !== from) return false
    throw new UserError(
      `Cannot begin the branch ${name} of ${at.owner}/${at.repo} anew: ${(error as Error).message}; delete it, and the next run makes it`,
      { cause: error },
    )
  }
}
