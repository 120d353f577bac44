import { createEmulator } from 'emulate'
import { PEOPLE } from './people.ts'
import type { ApiAnswer, ApiCall } from './route.ts'
import type { World } from './world.ts'

export interface Emulated {
  readonly forward: (call: ApiCall) => Promise<ApiAnswer>
  readonly close: () => Promise<void>
}

/** The emulator lets a token make 5,000 requests an hour, by the machine's clock: our limits are others. */
const OF_A_TOKEN = 4_000
const TOKENS = 100
const tokenFor = (login: string, at: number) => `emulated-${login.replaceAll(/\W/g, '-')}-${at}`

/** The emulator, with acme/models and everyone there is; our routes know git, so its own commits are never shown. */
export async function startEmulator(world: World): Promise<Emulated> {
  const { owner, repo, url } = world
  const emulator = await createEmulator({
    service: 'github',
    port: 0,
    seed: {
      tokens: Object.fromEntries(
        PEOPLE.flatMap((login) =>
          Array.from({ length: TOKENS }, (_, at) => [tokenFor(login, at), { login, scopes: ['repo', 'admin:org'] }]),
        ),
      ),
      github: {
        users: PEOPLE.map((login) => ({ login, email: `${login}@example.com` })),
        orgs: [{ login: owner, members: [{ login: 'olga', role: 'admin' }, { login: 'ann' }, { login: 'bob' }] }],
        repos: [{ owner, name: repo, auto_init: true }],
      },
    },
  })
  const address = emulator.url.replace('localhost', '127.0.0.1')

  let sent = 0
  async function send(path: string, method: string, login: string, body: unknown): Promise<ApiAnswer> {
    const token = tokenFor(login, Math.floor(sent++ / OF_A_TOKEN) % TOKENS)
    const response = await fetch(`${address}${path}`, {
      method,
      headers: { authorization: `token ${token}`, 'content-type': 'application/json' },
      redirect: 'manual',
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = (await response.text()).replaceAll(emulator.url, url)
    const link = response.headers.get('link')?.replaceAll(address, url)
    const headers = link !== undefined && { headers: { link } }
    return { status: response.status, ...headers, ...(text !== '' && { body: JSON.parse(text) }) }
  }

  let forked: Promise<unknown> | undefined
  const fork = () => {
    forked ??= send(`/repos/${owner}/${repo}/forks`, 'POST', 'mallory', {})
    return forked
  }
  return {
    forward: async ({ body, method, path, query, token }) => {
      // The emulator knows a fork from the day that it is made.
      if (body?.head?.startsWith?.('mallory:') || path.startsWith('/repos/mallory/')) await fork()
      return send(`${path}${query.size === 0 ? '' : `?${query}`}`, method, token?.login ?? 'olga', body)
    },
    close: () => emulator.close(),
  }
}
