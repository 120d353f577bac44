import { placeOf } from '../git/place.ts'
import { commits } from '../git/shapes.ts'
import { emitEvent } from '../routes/emit-event.ts'
import type { World } from '../world.ts'
import { mergeCommit } from './sync.ts'

export interface QueueOptions {
  readonly method?: 'merge' | 'squash'
  /** The commit that the group is put on: another group's, or, where nothing is said, the base's tip. */
  readonly onto?: string
}

/** A merge group as its event tells of it. */
export interface MergeGroup {
  readonly head_sha: string
  readonly head_ref: string
  readonly base_sha: string
  readonly base_ref: string
}

/** A merge queue makes one commit a pull request, on a branch of its own, and asks for checks of the last one. */
export async function queuePulls(
  world: World,
  numbers: readonly number[],
  { method = 'merge', onto }: QueueOptions = {},
): Promise<MergeGroup> {
  const { git } = world
  const pulls = numbers.map((number) => world.pulls.get(number)!)
  const base = pulls[0]!.baseRef
  const base_sha = onto ?? (await git.line('rev-parse', `refs/heads/${base}`))
  let head_sha = base_sha
  for (const { author, headRef, headRepo, headSha, number } of pulls) {
    const tree = (await git.line('merge-tree', '--write-tree', head_sha, headSha)).trim()
    const title =
      method === 'merge'
        ? `Merge pull request #${number} from ${headRepo.split('/')[0]}/${headRef}`
        : `${headRef} (#${number})`
    const parents = method === 'merge' ? [head_sha, headSha] : [head_sha]
    head_sha = await mergeCommit(world, tree, parents, title, author)
  }
  const head_ref = `refs/heads/gh-readonly-queue/${base}/pr-${numbers.at(-1)}-${base_sha}`
  await git.text('update-ref', head_ref, head_sha)
  const [head] = await commits(world, placeOf(world), ['-1', head_sha])
  const group = { head_sha, head_ref, base_sha, base_ref: `refs/heads/${base}` }
  const own = { merge_group: { ...group, head_commit: { id: head_sha, ...head!.commit } } }
  await emitEvent(world, { name: 'merge_group', action: 'checks_requested', own, sender: 'ann' })
  return group
}
