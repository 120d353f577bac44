import { UserError } from '../../core/errors.ts'
import { annotateConfig } from '../../core/pull-request/annotate-config.ts'
import { type CommentRef, readCommentRef, writeCommentRef } from '../../core/pull-request/comment-ref.ts'
import {
  type CheckDecision,
  decideGovernance,
  decideMetrics,
  GOVERNANCE_CHECK,
  METRICS_CHECK,
  type WantedCheck,
} from '../../core/pull-request/decide-checks.ts'
import type { WantedComment } from '../../core/pull-request/decide-comment.ts'
import { isFork } from '../../core/pull-request/pull-request.ts'
import { renderGovernanceCheck } from '../../reports/governance-check.ts'
import { type CheckContext, renderMetricsCheck } from '../../reports/pull-check.ts'
import { renderPullComment } from '../../reports/pull-comment.ts'
import type { RepositoryAccess } from '../github.ts'
import { closeWithReleases } from './close-with-releases.ts'
import { readPullFacts } from './read-facts.ts'
import { type PullView, viewPull } from './read-pull.ts'
import { writeCheck } from './write-checks.ts'
import { writeComment } from './write-comment.ts'

/**
 * Looks at one pull request and brings its comment and its two checks to what they should be; writes nothing where
 * they are. At most three writes.
 *
 * @param options `verify`: look at the comments themselves, for somebody may have deleted or edited ours
 */
export async function lookAtPull(
  access: RepositoryAccess,
  number: number,
  { verify = false }: { readonly verify?: boolean } = {},
): Promise<void> {
  const pull = await readPullFacts(access, number)
  if (pull.merged) return closeWithReleases(access, pull)
  if (!pull.open) return
  const view = await viewPull(access, pull)
  const decided = decide(access, view)
  const ref = await comment(access, view, { ...decided, verify })
  const [metrics, governance] = checksOf(view, decided, ref)
  // What governance asks comes first: the numbers alone must never let a change through.
  await writeCheck(access, view.pull.head, governance, view.checks.get(GOVERNANCE_CHECK))
  await writeCheck(access, view.pull.head, metrics, view.checks.get(METRICS_CHECK))
}

interface Decided {
  readonly metrics: CheckDecision
  readonly governance: CheckDecision
  readonly context: CheckContext
}

function decide({ at }: RepositoryAccess, view: PullView): Decided {
  const { change, checklist, judged, metrics, policyPlace, pull, rules, run } = view
  const governance = decideGovernance(typeof rules.config === 'object' ? undefined : checklist)
  const isSettled = ['untouched', 'judged', 'no config'].includes(metrics.state)
  return {
    metrics: decideMetrics(metrics, checklist.exceptions.length),
    // Which models a change touches is known for sure only when its run has said so.
    governance:
      governance.conclusion === 'success' && !isSettled
        ? { conclusion: undefined, title: 'waiting for the run' }
        : governance,
    context: {
      judged,
      judging: change.judging,
      place: policyPlace,
      workflow: rules.ruling?.workflow ?? '',
      accept: rules.ruling?.governance.accept ?? [],
      isFork: isFork(pull, `${at.owner}/${at.repo}`),
      runUrl: run?.url,
    },
  }
}

async function comment(
  access: RepositoryAccess,
  view: PullView,
  { context, governance, metrics, verify }: Decided & { readonly verify: boolean },
): Promise<CommentRef | undefined> {
  const { at } = access
  const { checklist, checks, judged, pull, run } = view
  const known = readCommentRef(checks.get(METRICS_CHECK)?.externalId ?? '')
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

function checksOf(
  view: PullView,
  { context, governance, metrics }: Decided,
  ref: CommentRef | undefined,
): readonly [WantedCheck, WantedCheck] {
  const { checklist, judged, pull, rules, run } = view
  const detailsUrl = run?.url ?? pull.url
  return [
    {
      ...metrics,
      ...renderMetricsCheck(view.metrics, context),
      name: METRICS_CHECK,
      annotations: metrics.conclusion === undefined ? [] : annotateConfig(rules.atHead, judged?.models ?? []),
      detailsUrl,
      externalId: writeCommentRef(ref),
      rerun: run !== undefined && metrics.conclusion !== undefined,
    },
    {
      ...governance,
      name: GOVERNANCE_CHECK,
      summary: renderGovernanceCheck(rules.config, { checklist, place: view.policyPlace, head: pull.head }),
      text: '',
      annotations: [],
      detailsUrl: pull.url,
      externalId: '',
      rerun: false,
    },
  ]
}
