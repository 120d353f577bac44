import { UserError } from '../../core/errors.ts'
import type { Change } from '../../core/governance/change.ts'
import { may, mayOn, type Person, saySigners } from '../../core/governance/may.ts'
import { roleOf } from '../../core/governance/roles.ts'
import { needsOf } from '../../core/governance/signers.ts'
import { explainRequest, statusOf } from '../../core/io/github/client.ts'
import type { RepositoryAccess } from '../github.ts'

/**
 * By which signer somebody may do what they ask for, by GitHub's word of this moment.
 *
 * @param signers of whom any one is enough
 * @throws {UserError} if they are none of these
 */
export async function allow(access: RepositoryAccess, login: string, signers: readonly string[]): Promise<string> {
  return mustBe(await readPerson(access, login, signers), signers)
}

/** As `allow`, of somebody who was read before. */
export function mustBe(person: Person, signers: readonly string[]): string {
  const by = may(person, signers)
  if (by !== undefined) return by
  throw new UserError(`@${person.login} is none of those who may: ${saySigners(signers)}`)
}

/** As `allow`, of something that is done on a change: never to whoever made a part of it. */
export async function allowOn(
  access: RepositoryAccess,
  change: Change,
  login: string,
  signers: readonly string[],
): Promise<string> {
  const allowed = mayOn(change, await readPerson(access, login, signers), signers)
  if ('by' in allowed) return allowed.by
  throw new UserError(allowed.because.replace(/\.$/, ''))
}

/** What GitHub says of somebody, as far as the signers ask for it. */
export async function readPerson(access: RepositoryAccess, login: string, signers: readonly string[]): Promise<Person> {
  const needs = needsOf(signers)
  const [role, ...found] = await Promise.all([
    needs.role ? readRole(access, login) : undefined,
    ...needs.teams.map(async ({ organisation, slug }) =>
      (await isMember(access, organisation, slug, login)) ? [`@${organisation}/${slug}`] : [],
    ),
  ])
  return { login, role, teams: found.flat() }
}

async function readRole({ at, client }: RepositoryAccess, username: string) {
  const answer = await found(client.rest.repos.getCollaboratorPermissionLevel({ ...at, username }))
  return answer && roleOf(answer.data)
}

/** The App sees teams of its own organisation alone. */
async function isMember({ at, client }: RepositoryAccess, org: string, team_slug: string, username: string) {
  if (org !== at.owner.toLowerCase()) return false
  const answer = await found(client.rest.teams.getMembershipForUserInOrg({ org, team_slug, username }))
  return answer?.data.state === 'active'
}

/** Undefined for what GitHub answers with 404. */
async function found<T>(request: Promise<T>): Promise<T | undefined> {
  return request.catch((error: unknown) => {
    if (statusOf(error) === 404) return undefined
    throw explainRequest('what GitHub knows of people', error, 'members: read')
  })
}
