import { CONFIG_PATH } from '../../core/config/config-path.ts'
import { type Config, parseConfig } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { statusOf } from '../../core/io/github/client.ts'
import type { RepositoryAccess } from '../github.ts'

/** contender.yml at a commit: read, not there, or wrong. */
export type ConfigAt =
  | { readonly found: 'read'; readonly config: Config }
  | { readonly found: 'none' }
  | { readonly found: 'wrong'; readonly problem: string }

/** contender.yml at a commit, in one request the first time. @param place for messages: `main (1a2b3c4)` */
export async function readConfigAt(access: RepositoryAccess, sha: string, place: string): Promise<ConfigAt> {
  const text = await readFileAt(access, sha, CONFIG_PATH)
  if (text === undefined) return { found: 'none' }
  try {
    return { found: 'read', config: parseConfig(text, CONFIG_PATH) }
  } catch (error) {
    if (error instanceof UserError) return { found: 'wrong', problem: `${error.message} (at ${place})` }
    throw error
  }
}

/** A text of the repository at a commit, which never changes; undefined where there is none. */
export function readFileAt({ at, cache, client }: RepositoryAccess, sha: string, path: string) {
  return cache.get(`file ${at.owner}/${at.repo} ${sha} ${path}`, async (): Promise<string | undefined> => {
    try {
      const { data } = await client.rest.repos.getContent({ ...at, ref: sha, path, mediaType: { format: 'raw' } })
      const raw: unknown = data
      if (raw instanceof ArrayBuffer) return new TextDecoder().decode(raw)
      return typeof raw === 'string' ? raw : undefined
    } catch (error) {
      if (statusOf(error) === 404) return undefined
      throw error
    }
  })
}
