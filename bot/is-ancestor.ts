import { found } from '../core/io/github/client.ts'
import type { RepositoryAccess } from './github.ts'

/** Whether a commit is part of what another stands on, or the same; kept, for no commit ever loses that. */
export async function isAncestor(
  { at, cache, client }: RepositoryAccess,
  older: string,
  newer: string,
): Promise<boolean> {
  return cache.get(`ancestor ${older} ${newer}`, async () => {
    const asked = { ...at, basehead: `${older}...${newer}`, per_page: 1 }
    const answer = await found(client.rest.repos.compareCommitsWithBasehead(asked))
    return answer?.data.behind_by === 0
  })
}
