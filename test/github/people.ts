import type { World } from './world.ts'

/**
 * Who is there: olga owns acme, ann and bob write to it, rita reads, mallory has a fork; then the robots.
 * The order gives the ids, as the emulator counts them.
 */
export const PEOPLE = [
  'olga',
  'ann',
  'bob',
  'rita',
  'mallory',
  'github-actions[bot]',
  'contender[bot]',
  'dependabot[bot]',
] as const

/** The one fork there is. */
export const FORK = 'mallory/models'

/** Ids that the emulator gives before it comes to ours. */
const FIRST_ID = 3

/** A person or a robot as GitHub shows them beside what they did. */
export function simpleUser({ owner, url }: Pick<World, 'owner' | 'url'>, login: string) {
  const at = PEOPLE.indexOf(login as (typeof PEOPLE)[number])
  const id = login === owner ? 1 : at === -1 ? 1000 : at + FIRST_ID
  const api = `${url}/users/${encodeURIComponent(login)}`
  const type = login === owner ? 'Organization' : login.endsWith('[bot]') ? 'Bot' : 'User'
  return {
    login,
    id,
    node_id: Buffer.from(`${type}${id}`).toString('base64'),
    avatar_url: `${url}/avatars/u/${id}`,
    gravatar_id: '',
    url: api,
    html_url: `${url}/${encodeURIComponent(login)}`,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type,
    site_admin: false,
  }
}

/** As whom GitHub commits what it makes and signs itself: `web-flow`. */
export const WEB_FLOW = { name: 'GitHub', email: 'noreply@github.com' }

/** Whose an address of a commit is: `ann@example.com`, `4+ann@users.noreply.github.com`; null for strangers. */
export function userOfEmail(world: World, email: string) {
  if (email === WEB_FLOW.email) return simpleUser(world, 'web-flow')
  const [, login] = /^(?:\d+\+)?([^@]+)@(?:example\.com|users\.noreply\.github\.com)$/.exec(email) ?? []
  return login !== undefined && PEOPLE.includes(login as (typeof PEOPLE)[number]) ? simpleUser(world, login) : null
}
