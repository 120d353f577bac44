import { randomBytes } from 'node:crypto'
import type { RepositoryAccess } from '../../bot/github.ts'
import { githubClient } from '../../core/io/github/client.ts'
import type { GitHub } from '../github/github.ts'
import { installationToken } from '../github/tokens.ts'

/** The App's access to the repository of a test, whose seconds are milliseconds; what it logs goes to `said`. */
export function accessTo(github: GitHub, said: string[] = []): RepositoryAccess {
  const at = { owner: github.owner, repo: github.repo }
  const place = { ...at, url: github.url, token: installationToken(github.world).value, second: 1 }
  const kept = new Map<string, Promise<unknown>>()
  const say = (level: string) => (message: string) => void said.push(`${level}: ${message}`)
  return {
    at,
    place,
    installation: github.app.installationId,
    client: githubClient({ ...place, repeat: 'reads' }),
    app: { id: github.app.id, login: `${github.app.slug}[bot]` },
    server: 'https://github.com',
    now: () => new Date(github.world.now()),
    clock: () => performance.now(),
    random: randomBytes,
    cache: {
      get: <T>(key: string, make: () => Promise<T>) => {
        const value = (kept.get(key) as Promise<T> | undefined) ?? make()
        kept.set(key, value)
        value.catch(() => kept.delete(key))
        return value
      },
    },
    log: { info: say('info'), warn: say('warn'), error: say('error') },
  }
}
