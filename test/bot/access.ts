import { openCache } from '../../bot/github/cache.ts'
import type { RepositoryAccess } from '../../bot/github/open-github.ts'
import { githubClient } from '../../core/io/github/client.ts'
import type { GitHub } from '../github/github.ts'
import { installationToken } from '../github/tokens.ts'

/** No two instances draw the same. */
let drawn = 0
const draw = () => {
  drawn = (drawn * 16_807 + 7) % 2_147_483_647
  return (drawn >> 8) & 0xff
}

export interface TestAccess extends RepositoryAccess {
  /** What was logged. */
  readonly said: readonly string[]
}

/** The App at its one repository, as one instance of the bot has it: a second of waiting takes a millisecond. */
export function accessTo(github: GitHub): TestAccess {
  const at = { owner: github.owner, repo: github.repo }
  const token = installationToken(github.world).value
  const place = { ...at, url: github.url, token, second: 1, patience: 900, repeat: 'reads' as const }
  const said: string[] = []
  const say = (message: string) => void said.push(message)
  return {
    at,
    installation: github.app.installationId,
    repositoryId: github.world.repositoryId,
    client: githubClient(place),
    place,
    app: { id: github.app.id, login: `${github.app.slug}[bot]` },
    server: 'https://github.com',
    now: () => new Date(github.world.now()),
    clock: () => performance.now(),
    random: (bytes) => Uint8Array.from({ length: bytes }, draw),
    cache: openCache(),
    log: { info: say, warn: say, error: say },
    said,
  }
}
