import { paged } from './pages.ts'
import { simpleUser } from './people.ts'
import { type ApiCall, type Level, no, ok, type Permissions, type Route } from './route.ts'
import { installationToken } from './tokens.ts'
import type { World } from './world.ts'

/** The App and its one installation; tokens of it are ours, as the emulator takes any. */
export function appRoutes(world: World): Route[] {
  const { app, owner, repo } = world
  const since = world.timestamp()
  const permissions = { metadata: 'read', ...app.permissions }

  const shape = () => ({
    id: app.id,
    slug: app.slug,
    node_id: `A_${app.id}`,
    client_id: `Iv1.${app.id}`,
    owner: simpleUser(world, owner),
    name: 'Contender',
    description: null,
    external_url: `${world.url}/apps/${app.slug}`,
    html_url: `${world.url}/apps/${app.slug}`,
    created_at: since,
    updated_at: since,
    permissions,
    events: app.events,
    installations_count: 1,
  })

  const installation = () => ({
    id: app.installationId,
    account: simpleUser(world, owner),
    repository_selection: 'all',
    access_tokens_url: `${world.url}/app/installations/${app.installationId}/access_tokens`,
    repositories_url: `${world.url}/installation/repositories`,
    html_url: `${world.url}/organizations/${owner}/settings/installations/${app.installationId}`,
    app_id: app.id,
    target_id: 1,
    target_type: 'Organization',
    permissions,
    events: app.events,
    created_at: since,
    updated_at: since,
    single_file_name: null,
    app_slug: app.slug,
    suspended_by: null,
    suspended_at: null,
  })

  /** In a list, GitHub's description wants an account to be a person and an enterprise at once. */
  const listed = () => {
    const { account, ...rest } = installation()
    return {
      ...rest,
      account: { ...account, name: account.login, slug: account.login, created_at: since, updated_at: since },
    }
  }

  const ours = ({ params }: ApiCall) => Number(params.installation_id) === app.installationId

  async function createToken(call: ApiCall) {
    if (!ours(call)) return no(404, 'Not Found')
    const asked = (call.body?.permissions ?? permissions) as Permissions
    const rank = (level: Level | undefined) => ['read', 'write'].indexOf(level ?? '') + 1
    const beyond = Object.entries(asked).some(([name, level]) => rank(level) > rank((permissions as Permissions)[name]))
    if (beyond) return no(422, 'The permissions requested are not granted to this installation.')
    const { expires, value } = installationToken(world, asked)
    const expires_at = `${new Date(expires!).toISOString().slice(0, 19)}Z`
    return ok({ token: value, expires_at, permissions: asked, repository_selection: 'all' }, 201)
  }

  return [
    { method: 'GET', path: '/app', answer: async () => ok(shape()) },
    { method: 'GET', path: '/app/installations', answer: async (call) => paged(world, call, [listed()]) },
    {
      method: 'GET',
      path: '/app/installations/{installation_id}',
      answer: async (call) => (ours(call) ? ok(installation()) : no(404, 'Not Found')),
    },
    { method: 'POST', path: '/app/installations/{installation_id}/access_tokens', answer: createToken },
    { method: 'GET', path: '/repos/{owner}/{repo}/installation', answer: async () => ok(installation()) },
    {
      method: 'GET',
      path: '/installation/repositories',
      answer: async (call) => {
        const { body } = await world.request('GET', `/repos/${owner}/${repo}`)
        return paged(world, call, [body], (repositories) => ({ total_count: 1, repositories }))
      },
    },
  ]
}
