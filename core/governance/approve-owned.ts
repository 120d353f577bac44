import type { Change } from './change.ts'
import type { OwnedPath } from './codeowners.ts'
import { sortApprovals } from './evidence/approvals.ts'
import { may } from './may.ts'

/**
 * Which owned paths an owner approves: one who may write, as GitHub asks of owners, and made no part of the change. An
 * owner who is named by address is nobody's login, and so approves nothing.
 *
 * @param teamsOf teams that somebody is in, by login in lower case: `@org/team`
 */
export function approveOwned(
  owned: readonly OwnedPath[],
  change: Pick<Change, 'approvals' | 'author' | 'contributors'>,
  teamsOf: ReadonlyMap<string, readonly string[]>,
): Change['owned'] {
  const people = sortApprovals(change).count.map(({ login, role }) => ({
    login,
    role,
    teams: teamsOf.get(login.toLowerCase()) ?? [],
  }))
  return owned.map(({ owners, path }) => {
    const named = owners.filter((owner) => owner.startsWith('@'))
    return { path, owners, approved: people.some((person) => may(person, named) !== undefined) }
  })
}
