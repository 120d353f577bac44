import { simpleUser } from '../people.ts'
import { syncPulls } from '../pulls/sync.ts'
import type { World } from '../world.ts'
import { noteMoves } from './activity.ts'
import { changedPaths } from './changed-paths.ts'
import { type Place, placeOf } from './place.ts'
import { commits } from './shapes.ts'

export interface RefMove {
  /** Without `refs/`: `heads/main`. */
  readonly ref: string
  /** Null where it was made, or removed. */
  readonly before: string | null
  readonly after: string | null
}

const NONE = '0'.repeat(40)

/** What follows when refs have moved: pull requests show their new heads, and whoever listens hears of pushes. */
export async function refsMoved(world: World, place: Place, moves: readonly RefMove[], login = 'ann'): Promise<void> {
  const sender = simpleUser(world, login)
  // Pushes to a fork are the fork's own business.
  const told = place.fullName === placeOf(world).fullName ? moves : []
  noteMoves(world, told, login)
  for (const { after, before, ref } of told) {
    if (!/^(heads|tags)\//.test(ref) || world.listeners.length === 0) continue
    const { body: repository } = await world.request('GET', `/repos/${place.fullName}`)
    const { list, touched } = await movedCommits(world, place, before, after)
    const pushed = list.map(({ commit, html_url, sha }) => ({
      id: sha,
      tree_id: commit.tree.sha,
      message: commit.message,
      timestamp: commit.committer.date,
      url: html_url,
      author: commit.author,
      committer: commit.committer,
      ...touched(sha),
    }))
    world.emit({
      name: 'push',
      payload: {
        ref: `refs/${ref}`,
        before: before ?? NONE,
        after: after ?? NONE,
        created: before === null,
        deleted: after === null,
        forced: await isForced(world, before, after),
        base_ref: null,
        compare: `${place.html}/compare/${before?.slice(0, 12)}...${after?.slice(0, 12)}`,
        commits: pushed,
        head_commit: pushed.at(-1) ?? null,
        pusher: { name: login, email: `${login}@example.com` },
        repository,
        sender,
      },
    })
  }
  await syncPulls(world, login)
}

async function isForced({ git }: World, before: string | null, after: string | null): Promise<boolean> {
  return before !== null && after !== null && !(await git.yes('merge-base', '--is-ancestor', before, after))
}

async function movedCommits(world: World, place: Place, before: string | null, after: string | null) {
  const { objects } = world.git
  if (before !== null && after !== null) {
    const [commit] = await commits(world, place, ['-1', after]).catch(() => [])
    // The most frequent one: one commit on top.
    if (commit?.parents.length === 1 && commit.parents[0]!.sha === before) {
      const trees = await Promise.all([before, after].map((sha) => objects.find(`${sha}^{tree}`)))
      const changed = await changedPaths(objects, trees[0]!.sha, trees[1]!.sha)
      return { list: [commit], touched: () => changed }
    }
  }
  const range = before === null ? ['-1', after!] : [`${before}..${after}`]
  const list = after === null ? [] : await commits(world, place, ['-20', '--reverse', ...range]).catch(() => [])
  return { list, touched: await pathsOf(world, range.at(-1)!, list.length) }
}

/** Which files the commits of a push added, changed and took away, by commit. */
async function pathsOf({ git }: World, range: string, commits: number) {
  const options = ['--no-renames', '--name-status', '--format=%x00%H']
  const log = commits === 0 ? '' : await git.text('log', `-${commits}`, ...options, range)
  const bySha = new Map(
    log.split('\0').map((block) => {
      const [sha = '', ...lines] = block.split('\n').filter((line) => line !== '')
      const of = (kind: string) => lines.filter((line) => line.startsWith(`${kind}\t`)).map((line) => line.slice(2))
      return [sha, { added: of('A'), modified: of('M'), removed: of('D') }] as const
    }),
  )
  return (sha: string) => bySha.get(sha)
}
