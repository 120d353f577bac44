import { found, statusOf } from '../../core/io/github/client.ts'
import type { RepositoryAccess } from './open-github.ts'

/**
 * Whether a commit is part of what another stands on, or the same; kept, for no commit ever loses that. GitHub answers
 * much with 404 that is there, so only where it does not show one of the commits itself there is nothing to compare:
 * two requests more, and not kept.
 *
 * @throws where GitHub shows both and does not compare them: it is looked at again
 */
export async function isAncestor(access: RepositoryAccess, older: string, newer: string): Promise<boolean> {
  const { at, cache, client } = access
  const make = async () => {
    const asked = { ...at, basehead: `${older}...${newer}`, per_page: 1 }
    return (await client.rest.repos.compareCommitsWithBasehead(asked)).data.behind_by === 0
  }
  try {
    return await cache.get(`ancestor ${older} ${newer}`, make)
  } catch (error) {
    if (statusOf(error) !== 404) throw error
    // So it says of two histories that have nothing in common.
    if (/no common ancestor/i.test((error as Error).message)) return false
    for (const commit_sha of [older, newer])
      if ((await found(client.rest.git.getCommit({ ...at, commit_sha }))) === undefined) return false
    throw new Error(`GitHub does not compare ${older} with ${newer}, though both are there`, { cause: error })
  }
}
