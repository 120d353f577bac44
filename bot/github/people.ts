import { roleOf } from '../../core/governance/roles.ts'
import type { Role } from '../../core/governance/schema.ts'
import { explainRequest, found } from '../../core/io/github/client.ts'
import type { RepositoryAccess } from './open-github.ts'

/** The role that somebody has in the repository now; undefined for none. */
export async function readRole({ at, client }: RepositoryAccess, username: string): Promise<Role | undefined> {
  const answer = await known(client.rest.repos.getCollaboratorPermissionLevel({ ...at, username }))
  return answer && roleOf(answer.data)
}

/** Whether somebody is in a team now. The App sees teams of its own organisation alone. */
export async function isMember(
  { at, client }: RepositoryAccess,
  team: { readonly organisation: string; readonly slug: string },
  username: string,
): Promise<boolean> {
  const { organisation: org, slug: team_slug } = team
  if (org.toLowerCase() !== at.owner.toLowerCase()) return false
  const answer = await known(client.rest.teams.getMembershipForUserInOrg({ org, team_slug, username }))
  return answer?.data.state === 'active'
}

async function known<T>(request: Promise<T>): Promise<T | undefined> {
  return found(request).catch((error: unknown) => {
    throw explainRequest('what GitHub knows of people', error, 'members: read')
  })
}
