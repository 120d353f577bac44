import { CONFIG_PATH } from '../../core/config/config-path.ts'
import { type Config, parseConfig } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { fileOfCommit } from '../github/file-of-commit.ts'
import type { RepositoryAccess } from '../github/open-github.ts'

/** contender.yml at a commit: read, not there, or wrong. */
export type ConfigAt =
  | { readonly found: 'read'; readonly config: Config }
  | { readonly found: 'none' }
  | { readonly found: 'wrong'; readonly problem: string }

/** contender.yml at a commit, in one request the first time. @param place for messages: `main (1a2b3c4)` */
export async function readConfigAt(access: RepositoryAccess, sha: string, place: string): Promise<ConfigAt> {
  const text = await fileOfCommit(access, sha, CONFIG_PATH)
  if (text === undefined) return { found: 'none' }
  try {
    return { found: 'read', config: parseConfig(text, CONFIG_PATH) }
  } catch (error) {
    if (error instanceof UserError) return { found: 'wrong', problem: `${error.message} (at ${place})` }
    throw error
  }
}
