import type { Approval } from '../../core/governance/change.ts'
import { CODEOWNERS_PLACES, type OwnedPath, ownersOf, parseCodeowners } from '../../core/governance/codeowners.ts'
import { roleOf } from '../../core/governance/roles.ts'
import { statusOf } from '../../core/io/github/client.ts'
import type { RepositoryAccess } from '../github.ts'
import { readFileAt } from './read-config.ts'

/**
 * Who approves the head of a pull request, each with the role that GitHub tells of now: one request, and one for each
 * of them. An approval of an older commit is none.
 */
export async function readApprovals(
  { at, client }: RepositoryAccess,
  { head, number }: { readonly number: number; readonly head: string },
): Promise<Approval[]> {
  const list = { ...at, pull_number: number, per_page: 100 }
  const reviews = await client.paginate(client.rest.pulls.listReviews, list)
  const last = new Map<string, boolean>()
  for (const { commit_id, state, user } of reviews) {
    if (user === null || !DECISIVE.includes(state)) continue
    last.set(user.login, state === 'APPROVED' && commit_id === head)
  }
  const approving = [...last].filter(([, approves]) => approves).map(([login]) => login)
  return Promise.all(
    approving.map(async (login) => {
      const asked = client.rest.repos.getCollaboratorPermissionLevel({ ...at, username: login })
      const role = await asked.then(({ data }) => roleOf(data), unlessUnknown)
      return { login, role }
    }),
  )
}

/** A comment decides nothing. */
const DECISIVE = ['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED']

function unlessUnknown(error: unknown): undefined {
  if (statusOf(error) !== 404) throw error
}

/** Owners of changed paths, by CODEOWNERS at a commit of the base branch. */
export async function readOwned(
  access: RepositoryAccess,
  sha: string,
  paths: readonly string[],
): Promise<readonly OwnedPath[]> {
  for (const place of CODEOWNERS_PLACES) {
    const text = await readFileAt(access, sha, place)
    if (text !== undefined) return ownersOf(paths, parseCodeowners(text))
  }
  return []
}

/** Of the teams that own something, those that each of some people is in: one request each. */
export async function readTeams(
  { client }: RepositoryAccess,
  owned: readonly OwnedPath[],
  logins: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const teams = [...new Set(owned.flatMap(({ owners }) => owners.filter((owner) => /^@[^/]+\//.test(owner))))]
  const found = await Promise.all(
    logins.map(async (username) => {
      const isIn = await Promise.all(
        teams.map(async (team) => {
          const [org = '', team_slug = ''] = team.slice(1).split('/')
          const asked = client.rest.teams.getMembershipForUserInOrg({ org, team_slug, username })
          return (await asked.then(({ data }) => data.state === 'active', unlessUnknown)) ?? false
        }),
      )
      return [username.toLowerCase(), teams.filter((_, at) => isIn[at])] as const
    }),
  )
  return new Map(found)
}
