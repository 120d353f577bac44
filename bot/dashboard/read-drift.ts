import { eachOf } from '../../core/io/each-of.ts'
import { statusOf } from '../../core/io/github/client.ts'
import { LEDGER_BRANCH } from '../../core/ledger/branch.ts'
import { type DriftTold, driftOfMessage, recentWindows } from '../../core/ledger/drift-told.ts'
import type { RepositoryAccess } from '../github/open-github.ts'

/** The last windows of a model, oldest first, each in the versions that were judged in it. */
type ToldWindows = readonly (readonly DriftTold[])[]

/** Commits at once: as many as GitHub lists. */
const PAGE = 100

/** Of one model: versions, and names that begin with its own, leave fewer windows of it on a page. */
const MOST_PAGES = 3

/** Windows that are shown of a model. */
const MOST_WINDOWS = 12

/** Models whose windows are looked for at one time, each by a read of its own. */
const MOST_MODELS = 100

/** GitHub asks for few requests at once. */
const AT_ONCE = 8

type Access = Pick<RepositoryAccess, 'at' | 'cache' | 'client' | 'log'>

interface Commit {
  readonly sha: string
  readonly message: string
}

/** What is kept between two updates: all windows that were told until a commit. */
interface Kept {
  head: string | undefined
  windows: ReadonlyMap<string, ToldWindows>
}

/**
 * The last windows of production of each model that is watched, by the messages of the ledger's commits: one read for
 * those that came since the last time, a hundred of them. Where they are more, or nothing is kept, one read more for each
 * model that these do not tell of: an hourly model leaves no room for one that is judged once a week.
 *
 * Whoever may push to the ledger can write such a commit: it is shown, and nothing is done by it.
 *
 * @param watched names of models; none is no read
 * @param most models that are looked for at one time; those that are left are read the next time
 * @returns by model, without those that nobody has judged yet; undefined while there are some left
 */
export async function readDrift(
  access: Access,
  watched: readonly string[],
  most = MOST_MODELS,
): Promise<ReadonlyMap<string, ToldWindows> | undefined> {
  if (watched.length === 0) return new Map()
  const { at, cache, log } = access
  const kept = await cache.get(
    `drift ${at.owner}/${at.repo}`,
    async (): Promise<Kept> => ({
      head: undefined,
      windows: new Map(),
    }),
  )
  const page = await commitsOf(access, { sha: LEDGER_BRANCH, path: 'drift' })
  const head = page[0]?.sha
  // Fewer than there is room for are all that there are.
  const isWhole = page.length < PAGE
  const news = isWhole ? -1 : page.findIndex(({ sha }) => sha === kept.head)
  const before = news < 0 ? new Map<string, ToldWindows>() : kept.windows
  const told = recentWindows(
    [...[...before.values()].flat(2), ...toldIn(news < 0 ? page : page.slice(0, news))],
    MOST_WINDOWS,
  )
  const isKnown = (name: string) => isWhole || before.has(name) || (told.get(name)?.length ?? 0) >= MOST_WINDOWS
  const missing = watched.filter((name) => !isKnown(name))
  const found = await eachOf(
    missing.slice(0, most),
    AT_ONCE,
    async (name) => [name, await windowsOf(access, head!, name)] as const,
  )
  const known = watched.filter(isKnown).map((name) => [name, told.get(name) ?? []] as const)
  Object.assign(kept, { head, windows: new Map([...known, ...found]) })
  if (missing.length <= most) return new Map([...kept.windows].filter(([, windows]) => windows.length > 0))
  log.info(`What was found in production is read in parts: ${kept.windows.size} of ${watched.length} models so far`)
  return undefined
}

/** @param sha the same for all, so that none knows of more than the others */
async function windowsOf(access: Access, sha: string, name: string): Promise<ToldWindows> {
  const told: DriftTold[] = []
  for (let page = 1; page <= MOST_PAGES; page++) {
    const commits = await commitsOf(access, { sha, path: `drift/${name}`, page })
    told.push(...toldIn(commits).filter(({ model }) => model === name))
    if (commits.length < PAGE || windowsIn(told, name).length >= MOST_WINDOWS) break
  }
  return windowsIn(told, name)
}

function windowsIn(told: readonly DriftTold[], name: string): ToldWindows {
  return recentWindows(told, MOST_WINDOWS).get(name) ?? []
}

function toldIn(commits: readonly Commit[]): DriftTold[] {
  return commits.flatMap(({ message }) => driftOfMessage(message) ?? [])
}

/** The newest first. */
async function commitsOf(
  { at, client }: Access,
  which: { readonly sha: string; readonly path: string; readonly page?: number },
): Promise<Commit[]> {
  try {
    const { data } = await client.rest.repos.listCommits({ ...at, ...which, per_page: PAGE })
    return data.map(({ commit, sha }) => ({ sha, message: commit.message }))
  } catch (error) {
    // There is no ledger yet.
    if ([404, 409].includes(statusOf(error) ?? 0)) return []
    throw error
  }
}
