import type { RepositoryAccess } from '../../bot/github.ts'
import { githubClient } from '../../core/io/github/client.ts'
import type { GitHub } from '../github/github.ts'
import { installationToken } from '../github/tokens.ts'

export interface TestAccess extends RepositoryAccess {
  /** What was logged. */
  readonly said: string[]
}

/** The App's access to acme/models, by the clock of the test GitHub; what it keeps is its own. */
export function accessTo(github: GitHub): TestAccess {
  const { app, owner, repo, url, world } = github
  const kept = new Map<string, Promise<unknown>>()
  const said: string[] = []
  const say = (message: string) => void said.push(message)
  const place = { owner, repo, url, token: installationToken(world).value, second: 1, repeat: 'reads' as const }
  return {
    at: { owner, repo },
    installation: app.installationId,
    client: githubClient(place),
    place,
    app: { id: app.id, login: `${app.slug}[bot]` },
    server: 'https://github.com',
    now: () => new Date(world.now()),
    clock: () => world.now(),
    random: (bytes) => new Uint8Array(bytes).fill(7),
    cache: {
      get: <T>(key: string, make: () => Promise<T>) => {
        const value = (kept.get(key) as Promise<T> | undefined) ?? make()
        kept.set(key, value)
        value.catch(() => kept.delete(key))
        return value
      },
    },
    log: { info: say, warn: say, error: say },
    said,
  }
}
