import { placeOf } from '../git/place.ts'
import { changedFiles, commits } from '../git/shapes.ts'
import type { Pull, World } from '../world.ts'
import { countComments } from './count-comments.ts'

/** The commit from which a pull request's own commits and changes are counted. */
async function forkPoint({ git }: World, { baseSha, headSha }: Pull): Promise<string> {
  return (await git.ask('merge-base', baseSha, headSha))?.trim() ?? baseSha
}

/** What lies between two commits is always the same, and asked for at each look at a pull request. */
const kept = new WeakMap<World, Map<string, Promise<unknown>>>()

function keep<Value>(world: World, key: string, make: () => Promise<Value>): Promise<Value> {
  const values = kept.get(world) ?? new Map<string, Promise<unknown>>()
  kept.set(world, values)
  const value = (values.get(key) as Promise<Value> | undefined) ?? make()
  values.set(key, value)
  return value
}

/** Commits of a pull request, oldest first. */
export const pullCommits = (world: World, { baseSha, headSha }: Pull) =>
  keep(world, `commits ${baseSha} ${headSha}`, () =>
    commits(world, placeOf(world), ['--reverse', '--topo-order', `${baseSha}..${headSha}`]),
  )

/** Files that a pull request changes, against the commit at which it left its base. */
export const pullFiles = (world: World, pull: Pull) =>
  keep(world, `files ${pull.baseSha} ${pull.headSha} ${pull.headRepo}`, async () =>
    changedFiles(world, placeOf(world, pull.headRepo), await forkPoint(world, pull), pull.headSha),
  )

/**
 * What Git knows in the place of what the emulator believes, which has branches of its own.
 *
 * @param shown a pull request as the emulator shows it
 * @param full with the counts that only a single pull request has
 */
// biome-ignore lint/suspicious/noExplicitAny: a pull request as the API shows it
export async function mendPull(world: World, shown: any, full = false): Promise<any> {
  const pull = world.pulls.get(shown.number)
  if (pull === undefined)
    throw new Error(`The emulator knows of a pull request ${shown.number} that the test did not open`)
  const { api } = placeOf(world)
  const mended = {
    ...shown,
    statuses_url: `${api}/statuses/${pull.headSha}`,
    _links: { ...shown._links, statuses: { href: `${api}/statuses/${pull.headSha}` } },
    head: { ...shown.head, ref: pull.headRef, sha: pull.headSha },
    base: { ...shown.base, ref: pull.baseRef, sha: pull.baseSha },
    merge_commit_sha: pull.mergeSha,
  }
  if (!full) return mended
  const [files, list, comments] = await Promise.all([
    pullFiles(world, pull),
    pullCommits(world, pull),
    countComments(world, pull.number),
  ])
  const sum = (key: 'additions' | 'deletions') => files.reduce((total, file) => total + file[key], 0)
  const mergeable = pull.merged ? null : pull.mergeSha !== null
  return {
    ...mended,
    mergeable,
    rebaseable: mergeable,
    mergeable_state: mergeable === null ? 'unknown' : mergeable ? 'clean' : 'dirty',
    maintainer_can_modify: pull.headRepo !== `${world.owner}/${world.repo}`,
    comments,
    commits: list.length,
    additions: sum('additions'),
    deletions: sum('deletions'),
    changed_files: files.length,
  }
}
