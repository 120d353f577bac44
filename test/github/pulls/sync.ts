import { bareGit } from '../bare-git.ts'
import { placeOf } from '../git/place.ts'
import { simpleUser, WEB_FLOW } from '../people.ts'
import type { Pull, World } from '../world.ts'

/**
 * Makes every open pull request show where its branches are now: its head follows, `refs/pull/N/head` and
 * `refs/pull/N/merge` are made anew, and `synchronize` is told.
 *
 * @param only this one
 */
export async function syncPulls(world: World, login: string, only?: Pull): Promise<void> {
  const open = [...(only === undefined ? world.pulls.values() : [only])].filter(({ state }) => state === 'open')
  if (open.length === 0) return
  for (const pull of open) {
    const [headRef, baseRef] = branchesOf(world, pull)
    const [head, base] = [world.git.tip(headRef), world.git.tip(baseRef)]
    if (head === undefined || base === undefined) continue
    const before = pull.headSha
    if (head === before && base === pull.mergedWith) {
      // Somebody else may be at it.
      await pull.making
      continue
    }
    Object.assign(pull, { headSha: head, mergedWith: base })
    if (head !== before) pull.baseSha = base
    pull.making = makeMerge(world, pull)
    await pull.making
    if (head === before || before === '') continue
    if (!(await world.git.yes('merge-base', '--is-ancestor', before, head)))
      pull.forced = { at: world.timestamp(), to: head }
    const { body } = await world.request('GET', `/repos/${world.owner}/${world.repo}/pulls/${pull.number}`)
    emitPull(world, 'synchronize', body, login, { before, after: head })
  }
}

const branchesOf = (world: World, { baseRef, headRef, headRepo }: Pull) =>
  [`${placeOf(world, headRepo).refs}heads/${headRef}`, `refs/heads/${baseRef}`] as const

/** The commit that a runner checks out: the base's tip is its first parent, the head its second. */
async function makeMerge(world: World, pull: Pull): Promise<void> {
  const { git } = world
  await git.text('update-ref', `refs/pull/${pull.number}/head`, pull.headSha)
  const tree = await git.ask('merge-tree', '--write-tree', pull.mergedWith, pull.headSha)
  if (!isOpen(pull)) return
  pull.mergeSha = null
  if (tree === undefined) {
    await git.yes('update-ref', '-d', `refs/pull/${pull.number}/merge`)
    return
  }
  const message = `Merge ${pull.headSha} into ${pull.mergedWith}`
  const made = await mergeCommit(world, tree.trim(), [pull.mergedWith, pull.headSha], message, pull.author)
  if (!isOpen(pull)) return
  pull.mergeSha = made
  await git.text('update-ref', `refs/pull/${pull.number}/merge`, pull.mergeSha)
}

/** It may have been merged meanwhile. */
function isOpen({ state }: Pull): boolean {
  return state === 'open'
}

/** A commit that GitHub makes and signs on somebody's behalf, at the time of the test's clock. */
export async function mergeCommit(
  { git, signed, timestamp }: World,
  tree: string,
  parents: readonly string[],
  message: string,
  author: string,
): Promise<string> {
  const date = timestamp()
  const by = {
    GIT_AUTHOR_NAME: author,
    GIT_AUTHOR_EMAIL: `${author}@users.noreply.github.com`,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: WEB_FLOW.name,
    GIT_COMMITTER_EMAIL: WEB_FLOW.email,
    GIT_COMMITTER_DATE: date,
  }
  const parts = parents.flatMap((parent) => ['-p', parent])
  const made = await bareGit(git.folder, by).write(message, 'commit-tree', tree, ...parts)
  signed.add(made)
  return made
}

/** Tells of a pull request what its webhook would say. */
export function emitPull(
  world: World,
  action: string,
  // biome-ignore lint/suspicious/noExplicitAny: a pull request as the API shows it
  pull: any,
  login: string,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const { base, number } = pull
  const sender = simpleUser(world, login)
  world.emit({
    name: 'pull_request',
    action,
    payload: { action, number, pull_request: pull, ...more, repository: base.repo, sender },
  })
}
