import { FORK } from './people.ts'
import { type ApiAnswer, type ApiCall, type Need, no, type Token } from './route.ts'
import type { Role, World } from './world.ts'

const REPO = '/repos/{owner}/{repo}'

/** Which permission rules which part of a repository, the first that fits; for some, either of two. */
const AREAS: readonly (readonly [path: RegExp, ...permissions: string[]])[] = [
  [/^\/actions\/(secrets|variables)/, 'secrets'],
  [/^\/actions\//, 'actions'],
  [/^\/(check-runs|check-suites)\b|^\/commits\/\{ref\}\/check-/, 'checks'],
  [/^\/statuses\/|^\/commits\/\{ref\}\/status/, 'statuses'],
  [/^\/pulls\/\{pull_number\}\/merge$/, 'contents'],
  [/^\/pulls|^\/commits\/\{commit_sha\}\/pulls$/, 'pull_requests'],
  [/^\/issues\/(comments|\{issue_number\})|^\/labels|^\/assignees|^\/milestones/, 'issues', 'pull_requests'],
  [/^\/issues/, 'issues'],
  [/^\/deployments/, 'deployments'],
  [/^\/environments/, 'environments'],
  [/^\/hooks/, 'repository_hooks'],
  [
    /^\/(branches\/\{branch\}\/protection|rulesets|rules|collaborators|invitations|keys|autolinks|transfer)\b/,
    'administration',
  ],
  [/^\/attestations/, 'attestations'],
  [
    /^\/(activity|git|contents|commits|compare|branches|merges|releases|tags|readme|tarball|zipball|dispatches|merge-upstream|comments)\b/,
    'contents',
  ],
  [/^\/forks$/, 'administration'],
]

/** Whoever may see the repository may read these. */
const METADATA = /^(\/(rulesets|rules|collaborators|forks|installation|languages|topics|tags|contributors)\b.*)?$/

/** Permissions of which one is enough for a route; empty where a token has but to be known. */
export function needsOf(route: string): Need[] {
  const [method = '', path = ''] = route.split(' ')
  const level = method === 'GET' ? 'read' : 'write'
  if (/^\/orgs\/\{org\}\/(members|memberships|teams)/.test(path)) return [{ permission: 'members', level }]
  if (!path.startsWith(REPO)) return []
  const rest = path.slice(REPO.length)
  if (level === 'read' && METADATA.test(rest)) return [{ permission: 'metadata', level }]
  const [, ...permissions] = AREAS.find(([area]) => area.test(rest)) ?? [/$/, 'administration']
  return permissions.map((permission) => ({ permission, level }))
}

/** What a person may do by the role that GitHub shows as `role_name`. */
const BY_ROLE: Readonly<Record<Role, (need: Need) => boolean>> = {
  admin: () => true,
  maintain: ({ permission }) => permission !== 'secrets',
  write: ({ level, permission }) =>
    level === 'read' || !['secrets', 'administration', 'repository_hooks'].includes(permission),
  triage: ({ level, permission }) => level === 'read' || ['issues', 'pull_requests'].includes(permission),
  read: ({ level }) => level === 'read',
}

/** Things that anybody who is logged in may do in a repository that they can see. */
const PUBLIC_WRITES =
  /^POST \/repos\/\{owner\}\/\{repo\}\/(issues|pulls|forks|issues\/\{issue_number\}\/comments|pulls\/\{pull_number\}\/reviews|issues\/comments\/\{comment_id\}\/reactions)$/

/**
 * GitHub's refusal of a call; undefined where it may be done. A token without a permission cannot read either, even
 * where the repository is public: GitHub would let it, until the repository is made private.
 */
export function refusal(world: World, route: string, { params, token }: ApiCall): ApiAnswer | undefined {
  const ours = `${world.owner}/${world.repo}`
  const asked = params.repo === undefined ? ours : `${params.owner}/${params.repo}`
  if (asked !== ours && asked !== FORK) return no(404, 'Not Found')
  const [method, path = ''] = route.split(' ')
  if (token?.kind === 'app' || /^\/app\b/.test(path)) return refusalOfClaim(path, token)
  if (token === undefined) {
    if (world.private) return no(404, 'Not Found')
    return method === 'GET' && path !== '/user' ? undefined : no(401, 'Requires authentication')
  }
  const needs = needsOf(route)
  if (token.kind === 'user') return refusalOfPerson(world, route, needs, token, asked)
  // Neither a workflow of acme/models nor the App has rights in a fork, but to see it.
  return refusalOfApp(path, needs, asked === ours || method === 'GET' ? token : { ...token, permissions: {} })
}

/** The App itself is known by its claim, and only where Apps are kept; nobody else is known there. */
function refusalOfClaim(path: string, token: Token | undefined): ApiAnswer | undefined {
  if (token?.kind !== 'app') return no(401, 'A JSON web token could not be decoded')
  return /^\/app\b|^\/repos\/.*\/installation$/.test(path) ? undefined : no(401, 'Bad credentials')
}

function refusalOfApp(path: string, needs: readonly Need[], { permissions }: Token): ApiAnswer | undefined {
  if (path === '/user') return no(403, 'Resource not accessible by integration')
  if (needs.length === 0 || needs.some((need) => grants(permissions, need))) return undefined
  const accepted = needs.map(({ level, permission }) => `${permission}=${level}`).join('; ')
  const refused = no(403, 'Resource not accessible by integration')
  return { ...refused, headers: { 'x-accepted-github-permissions': accepted } }
}

function refusalOfPerson(
  world: World,
  route: string,
  needs: readonly Need[],
  { login, permissions }: Token,
  repository: string,
): ApiAnswer | undefined {
  if (needs.length === 0) return undefined
  const role = roleIn(world, repository, login)
  if (role === undefined && world.private) return no(404, 'Not Found')
  const may = BY_ROLE[role ?? 'read']
  const scoped = Object.keys(permissions).length > 0
  const allowed = needs.some((need) => may(need) && (!scoped || grants(permissions, need)))
  if (allowed || (PUBLIC_WRITES.test(route) && !scoped)) return undefined
  const message = scoped
    ? 'Resource not accessible by personal access token'
    : 'Must have push access to the repository'
  return no(403, message)
}

/** What somebody is in a repository: a fork is its owner's alone. */
export function roleIn({ owner, repo, roles }: World, repository: string, login: string): Role | undefined {
  if (repository === `${owner}/${repo}`) return roles.get(login)
  return repository.startsWith(`${login}/`) ? 'admin' : undefined
}

/** Whether these permissions hold the need; write holds read, and everyone may read metadata. */
export function grants(permissions: Token['permissions'], { level, permission }: Need): boolean {
  if (permission === 'metadata' && level === 'read') return true
  const has = permissions[permission]
  return has === 'write' || (has === 'read' && level === 'read')
}
