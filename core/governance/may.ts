import type { Change } from './change.ts'
import { isAtLeast, isRole } from './roles.ts'
import type { Role } from './schema.ts'
import { isTeam } from './signers.ts'

/** Somebody, by GitHub's word of this moment. */
export interface Person {
  readonly login: string
  /** In the repository; undefined where they have none, or where it was not asked. */
  readonly role: Role | undefined
  /** Teams that they are in, as far as it was asked: `@org/privacy`. */
  readonly teams: readonly string[]
}

/**
 * By which of the signers somebody may act: a role that theirs is as strong as, a team that they are in, or their
 * name. Logins and teams by any case, as GitHub takes them.
 *
 * @returns their own role, or the team or the name as the policy writes it; undefined where they may not
 * @example
 * may({ login: 'Ann', role: 'admin', teams: [] }, ['@acme/privacy', 'maintain']) // 'admin'
 */
export function may({ login, role, teams }: Person, signers: readonly string[]): string | undefined {
  const by = signers.find((signer) => {
    if (isRole(signer)) return isAtLeast(role, signer)
    return isTeam(signer) ? teams.some((team) => same(team, signer)) : same(`@${login}`, signer)
  })
  return by !== undefined && isRole(by) ? role : by
}

/**
 * Whether somebody has made the change, or a part of it, as far as that can be told: its author, or author or committer
 * of a commit.
 */
export function isContributor({ author, contributors }: Contributed, login: string): boolean {
  if (contributors === 'anybody') return true
  return contributors.has(login.toLowerCase()) || (author !== undefined && same(author, login))
}

type Contributed = Pick<Change, 'contributors'> & { readonly author?: string | undefined }

/**
 * Whether somebody may act on a change as one of these signers: never who has made a part of it.
 *
 * @returns `by`: what allows it, as `may`; or why not, as a sentence
 */
export function mayOn(
  change: Contributed,
  person: Person,
  signers: readonly string[],
): { readonly by: string } | { readonly because: string } {
  if (isContributor(change, person.login)) {
    const said = sayContributed(change)
    const because = change.contributors === 'anybody' ? said : `has ${said}: somebody else has to`
    return { because: `@${person.login} ${because}.` }
  }
  const by = may(person, signers)
  return by === undefined ? { because: `@${person.login} is none of those who may: ${saySigners(signers)}.` } : { by }
}

/** What somebody did who does not count for a change, behind their name. */
export function sayContributed({ contributors }: Pick<Change, 'contributors'>): string {
  return contributors === 'anybody'
    ? 'may have made a part of this change, which may have more commits than GitHub names: it has to have fewer before anybody can sign for it'
    : 'made a part of this change'
}

/** @example saySigners(['maintain', '@acme/privacy']) // 'role maintain or stronger, or @acme/privacy' */
export function saySigners(signers: readonly string[]): string {
  const said = signers.map((signer) => {
    if (!isRole(signer)) return signer
    return signer === 'admin' ? 'role admin' : `role ${signer} or stronger`
  })
  return said.length === 0 ? 'nobody' : said.join(', or ')
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
