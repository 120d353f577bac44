import { type CommentRef, writeCommentRefs } from '../../core/pull-request/comment-ref.ts'
import { crowdedCheck, joinChecks } from '../../core/pull-request/join-checks.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import type { BothChecks } from './build-checks.ts'
import { checksOf, decide } from './checks-of-view.ts'
import { type PullView, readPull } from './read-pull.ts'
import { othersAt, refsIn } from './same-head.ts'

/** So many pull requests with one head are looked at together. */
const MOST = 4

/** A pull request that was looked at, and the comment that it has now. */
interface Seen {
  readonly view: PullView
  readonly own: BothChecks
  readonly ref: CommentRef | undefined
}

/** The checks of the head of a pull request, by all open ones that have this head. */
export async function sharedChecks(access: RepositoryAccess, { own, ref, view }: Seen): Promise<BothChecks> {
  const { number } = view.pull
  const others = await othersAt(access, view.pull, view.checks)
  const numbers = [number, ...others].toSorted((a, b) => a - b)
  if (numbers.length > MOST) {
    const id = writeCommentRefs(new Map(numbers.slice(0, MOST).map((one) => [one, undefined])))
    return {
      metrics: crowdedCheck(own.metrics, numbers, id),
      governance: crowdedCheck(own.governance, numbers, ''),
    }
  }
  const all = new Map([[number, own]])
  for (const other of others) {
    const seen = await readPull(access, other)
    all.set(other, checksOf(seen, decide(access, seen)))
  }
  // Of the others' comments it is known what the check says of them; theirs to keep is each one's own.
  const refs = refsIn(view.checks)
  const id = writeCommentRefs(new Map(numbers.map((one) => [one, one === number ? ref : refs.get(one)])))
  const partsOf = (name: keyof BothChecks) => numbers.map((one) => ({ number: one, check: all.get(one)![name] }))
  return { metrics: joinChecks(partsOf('metrics'), id), governance: joinChecks(partsOf('governance'), '') }
}
