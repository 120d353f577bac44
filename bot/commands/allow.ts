import { UserError } from '../../core/errors.ts'
import type { Change } from '../../core/governance/change.ts'
import { may, mayOn, type Person, saySigners } from '../../core/governance/may.ts'
import { needsOf } from '../../core/governance/signers.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import { isMember, readRole } from '../github/people.ts'

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
    ...needs.teams.map(async (team) =>
      (await isMember(access, team, login)) ? [`@${team.organisation}/${team.slug}`] : [],
    ),
  ])
  return { login, role, teams: found.flat() }
}
