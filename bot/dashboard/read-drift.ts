import { statusOf } from '../../core/io/github/client.ts'
import { LEDGER_BRANCH } from '../../core/ledger/branch.ts'
import { type DriftTold, driftOfMessage, newestWindows } from '../../core/ledger/drift-told.ts'
import type { RepositoryAccess } from '../github/open-github.ts'

/** At once: as many as GitHub lists; and how often, for models that were not judged for long. */
const PAGE = 100
const MOST_PAGES = 3

/**
 * The newest window of production of each model that is watched, by the messages of the ledger's commits: one read for a
 * hundred of them, and as a rule one is enough. What GitHub lists are commits that touched `drift/`, the newest first.
 *
 * Whoever may push to the ledger can write such a commit: it is shown, and nothing is done by it.
 *
 * @param watched names of models; none is no read
 * @returns by model; a model that nobody has judged yet, or not for very long, is not among them
 */
export async function readDrift(
  access: Pick<RepositoryAccess, 'at' | 'client'>,
  watched: readonly string[],
): Promise<ReadonlyMap<string, readonly DriftTold[]>> {
  const told: DriftTold[] = []
  for (let page = 1; watched.length > 0 && page <= MOST_PAGES; page++) {
    const messages = await messagesOf(access, page)
    told.push(...messages.flatMap((message) => driftOfMessage(message) ?? []))
    const known = new Set(told.map(({ model }) => model))
    if (messages.length < PAGE || watched.every((name) => known.has(name))) break
  }
  const isWatched = new Set(watched)
  return newestWindows(told.filter(({ model }) => isWatched.has(model)))
}

async function messagesOf({ at, client }: Pick<RepositoryAccess, 'at' | 'client'>, page: number): Promise<string[]> {
  try {
    const { data } = await client.rest.repos.listCommits({
      ...at,
      sha: LEDGER_BRANCH,
      path: 'drift',
      per_page: PAGE,
      page,
    })
    return data.map(({ commit }) => commit.message)
  } catch (error) {
    // There is no ledger yet.
    if ([404, 409].includes(statusOf(error) ?? 0)) return []
    throw error
  }
}
