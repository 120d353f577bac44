import type { Approval } from '../../core/governance/change.ts'
import { CODEOWNERS_PLACES, type OwnedPath, ownersOf, parseCodeowners } from '../../core/governance/codeowners.ts'
import { fileOfCommit } from '../github/file-of-commit.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import { isMember, readRole } from '../github/people.ts'

/**
 * Who approves the head of a pull request, each with the role that GitHub tells of now: one request, and one for each
 * of them. An approval of an older commit is none, and so is one of a bot.
 */
export async function readApprovals(
  access: RepositoryAccess,
  { head, number }: { readonly number: number; readonly head: string },
): Promise<Approval[]> {
  const { at, client } = access
  const list = { ...at, pull_number: number, per_page: 100 }
  const reviews = await client.paginate(client.rest.pulls.listReviews, list)
  const last = new Map<string, boolean>()
  for (const { commit_id, state, user } of reviews) {
    if (user?.type !== 'User' || !DECISIVE.includes(state)) continue
    last.set(user.login, state === 'APPROVED' && commit_id === head)
  }
  const approving = [...last].filter(([, approves]) => approves).map(([login]) => login)
  return Promise.all(approving.map(async (login) => ({ login, role: await readRole(access, login) })))
}

/** A comment decides nothing. */
const DECISIVE = ['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED']

/** Owners of changed paths, by CODEOWNERS at a commit of the base branch. */
export async function readOwned(
  access: RepositoryAccess,
  sha: string,
  paths: readonly string[],
): Promise<readonly OwnedPath[]> {
  for (const place of CODEOWNERS_PLACES) {
    const text = await fileOfCommit(access, sha, place)
    if (text !== undefined) return ownersOf(paths, parseCodeowners(text))
  }
  return []
}

/** Of the teams that own something, those that each of some people is in: one request each. */
export async function readTeams(
  access: RepositoryAccess,
  owned: readonly OwnedPath[],
  logins: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const teams = [...new Set(owned.flatMap(({ owners }) => owners.filter((owner) => /^@[^/]+\//.test(owner))))]
  const found = await Promise.all(
    logins.map(async (username) => {
      const isIn = await Promise.all(
        teams.map(async (team) => {
          const [organisation = '', slug = ''] = team.slice(1).split('/')
          return isMember(access, { organisation, slug }, username)
        }),
      )
      return [username.toLowerCase(), teams.filter((_, at) => isIn[at])] as const
    }),
  )
  return new Map(found)
}
