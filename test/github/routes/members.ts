import { paged } from '../pages.ts'
import { PEOPLE, simpleUser } from '../people.ts'
import { type ApiCall, no, ok, type Route } from '../route.ts'
import type { Role, World } from '../world.ts'

const TEAM = '/orgs/{org}/teams/{team_slug}'
const missing = no(404, 'Not Found')

/** What GitHub calls a role in `permission`, which knows fewer of them. */
const PERMISSION = { admin: 'admin', maintain: 'write', write: 'write', triage: 'read', read: 'read' } as const
const RANK: readonly Role[] = ['read', 'triage', 'write', 'maintain', 'admin']

/** Who may do what: roles in the repository, members of the organisation and of its teams. */
export function memberRoutes(world: World, teams: Map<string, Set<string>>): readonly Route[] {
  const isMember = (login: string) => world.roles.has(login) && !login.includes('/')
  const outsider = world.private ? ('none' as const) : ('read' as const)

  const permission = async ({ params }: ApiCall) => {
    const login = params.username!
    if (!PEOPLE.some((known) => known === login)) return missing
    const role = world.roles.get(login)
    const role_name = role ?? outsider
    const at = role === undefined ? (world.private ? -1 : 0) : RANK.indexOf(role)
    const may = (needed: Role) => at >= RANK.indexOf(needed)
    const permissions = {
      pull: may('read'),
      triage: may('triage'),
      push: may('write'),
      maintain: may('maintain'),
      admin: may('admin'),
    }
    const user = { ...simpleUser(world, login), permissions, role_name }
    return ok({ permission: role === undefined ? outsider : PERMISSION[role], role_name, user })
  }

  const membership = async ({ params, path }: ApiCall) => {
    const has = teams.get(params.team_slug!)?.has(params.username!)
    return has ? ok({ url: world.url + path, role: 'member', state: 'active' }) : missing
  }

  const teamMembers = async (call: ApiCall) => {
    const members = teams.get(call.params.team_slug!)
    return members === undefined
      ? missing
      : paged(world, call, [...members], (shown) => shown.map((login) => simpleUser(world, login)))
  }

  return [
    { method: 'GET', path: '/repos/{owner}/{repo}/collaborators/{username}/permission', answer: permission },
    {
      method: 'GET',
      path: '/repos/{owner}/{repo}/collaborators/{username}',
      answer: async ({ params }) => (isMember(params.username!) ? { status: 204 } : missing),
    },
    {
      method: 'GET',
      path: '/orgs/{org}/members/{username}',
      answer: async ({ params }) => (isMember(params.username!) ? { status: 204 } : missing),
    },
    { method: 'GET', path: `${TEAM}/memberships/{username}`, answer: membership },
    { method: 'GET', path: `${TEAM}/members`, answer: teamMembers },
  ]
}
