import { UserError } from '../../core/errors.ts'
import { isGone } from '../../core/io/github/client.ts'
import { CHECKS } from '../../core/pull-request/check-names.ts'
import type { CommentRef } from '../../core/pull-request/comment-ref.ts'
import type { WantedComment } from '../../core/pull-request/decide-comment.ts'
import { renderPullComment } from '../../reports/pull-comment.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import type { Decided } from './build-checks.ts'
import { checksOf, decide } from './checks-of-view.ts'
import { closeWithReleases } from './close-with-releases.ts'
import { readChecks } from './read-checks.ts'
import { type PullFacts, readPullFacts } from './read-facts.ts'
import { type PullView, viewPull } from './read-pull.ts'
import { leftBehind, refsIn } from './same-head.ts'
import { sharedChecks } from './shared-checks.ts'
import { writeCheck } from './write-checks.ts'
import { writeComment } from './write-comment.ts'

/**
 * Looks at one pull request and brings its comment and its two checks to what they should be; writes nothing where
 * they are. At most three writes, and one read beside those of the view where its head was never looked at.
 *
 * @param options `verify`: look at the comments themselves, for somebody may have deleted or edited ours
 */
export async function lookAtPull(
  access: RepositoryAccess,
  number: number,
  { verify = false }: { readonly verify?: boolean } = {},
): Promise<void> {
  const pull = await readPullFacts(access, number).catch((error: unknown) => {
    // Numbers come from the ledger too. One that is there is looked at by each round of the reconcile.
    if (!isGone(error)) throw error
  })
  if (pull === undefined) return
  if (!pull.open) return lookAtClosed(access, pull)
  const view = await viewPull(access, pull)
  const decided = decide(access, view)
  const ref = await comment(access, view, { ...decided, verify })
  const { governance, metrics } = await sharedChecks(access, { view, own: checksOf(view, decided), ref })
  // What governance asks comes first: the numbers alone must never let a change through.
  await writeCheck(access, view.pull.head, governance, view.checks.get(CHECKS.governance))
  await writeCheck(access, view.pull.head, metrics, view.checks.get(CHECKS.metrics))
}

/** What is released from a merge is told; checks that a closed one had together with others are those others' again. */
async function lookAtClosed(access: RepositoryAccess, pull: PullFacts): Promise<void> {
  const checks = await readChecks(access, pull.head)
  if (pull.merged) await closeWithReleases(access, pull, checks)
  // A look at any of them brings back the checks of all.
  const [other] = await leftBehind(access, pull, checks)
  if (other !== undefined) await lookAtPull(access, other)
}

async function comment(
  access: RepositoryAccess,
  view: PullView,
  { context, governance, metrics, verify }: Decided & { readonly verify: boolean },
): Promise<CommentRef | undefined> {
  const { at } = access
  const { checklist, checks, judged, pull, run } = view
  const known = refsIn(checks).get(pull.number)
  const isWaiting = view.metrics.state === 'waiting'
  // While a run is made again, what the last attempt has shown stays.
  if (isWaiting && known !== undefined && known.id > 0 && !verify && (run?.attempt ?? 1) > 1) return known
  const state = { v: 1, head: pull.head, run: run?.id ?? 0, attempt: run?.attempt ?? 0, by: 'app' } as const
  const isNews =
    (judged?.models.length ?? 0) > 0 || metrics.conclusion !== 'success' || governance.conclusion === 'action_required'
  const wanted: WantedComment = {
    state,
    create: !isWaiting && isNews,
    body: renderPullComment({
      ...context,
      ...{ state, checklist, metrics: view.metrics, url: pull.url },
      fork: context.isFork ? (pull.headRepository ?? 'a repository that is gone') : undefined,
    }),
  }
  const task = { number: pull.number, head: pull.head, wanted, known, comments: pull.comments, verify }
  return writeComment(access, task).catch((error: unknown) => {
    // The checks matter more: they are written all the same, and a later look makes up for it.
    if (!(error instanceof UserError)) throw error
    access.log.warn(`${at.owner}/${at.repo}#${pull.number}: ${error.message}`)
    return known
  })
}
