import { annotateConfig } from '../../core/pull-request/annotate-config.ts'
import { CHECKS } from '../../core/pull-request/check-names.ts'
import {
  type CheckDecision,
  decideGovernance,
  decideMetrics,
  type WantedCheck,
} from '../../core/pull-request/decide-checks.ts'
import type { MetricsState } from '../../core/pull-request/metrics-state.ts'
import { isFork } from '../../core/pull-request/pull-request.ts'
import { renderGovernanceCheck } from '../../reports/governance-check.ts'
import { type CheckContext, renderMetricsCheck } from '../../reports/pull-check.ts'
import type { RepositoryAccess } from '../github.ts'
import type { PullView } from './read-pull.ts'

/** What is to be said of a pull request. */
export interface Decided {
  readonly metrics: CheckDecision
  readonly governance: CheckDecision
  readonly context: CheckContext
}

/** What both checks of a pull request come to, by what is known of it. */
export function decide({ at }: RepositoryAccess, view: PullView): Decided {
  const { change, checklist, judged, metrics, pull, rules, run } = view
  const governance = decideGovernance(typeof rules.config === 'object' ? undefined : checklist)
  const isSettled = ['untouched', 'judged', 'no config'].includes(metrics.state)
  return {
    metrics: decideMetrics(metrics, checklist.exceptions.length),
    governance: governance.conclusion === 'success' && !isSettled ? unsettled(metrics) : governance,
    context: {
      judged,
      judging: change.judging,
      place: rules.place,
      workflow: rules.ruling?.workflow ?? '',
      accept: rules.ruling?.governance.accept ?? [],
      isFork: isFork(pull, `${at.owner}/${at.repo}`),
      runUrl: run?.url,
    },
  }
}

/** Which models a change touches, and so what is asked of it, is known for sure only when its run has said so. */
function unsettled({ state }: MetricsState): CheckDecision {
  return state === 'no report'
    ? { conclusion: 'action_required', title: 'no report says what is asked' }
    : { conclusion: undefined, title: 'waiting for the run' }
}

/** The checks of one pull request. */
export interface PullChecks {
  readonly metrics: WantedCheck
  readonly governance: WantedCheck
}

/** The checks as this pull request alone needs them. */
export function checksOf(view: PullView, { context, governance, metrics }: Decided): PullChecks {
  const { checklist, judged, pull, rules, run } = view
  return {
    metrics: {
      ...metrics,
      ...renderMetricsCheck(view.metrics, context),
      name: CHECKS.metrics,
      annotations: metrics.conclusion === undefined ? [] : annotateConfig(rules.atHead, judged?.models ?? []),
      detailsUrl: run?.url ?? pull.url,
      externalId: '',
      rerun: run !== undefined && metrics.conclusion !== undefined,
    },
    governance: {
      ...governance,
      name: CHECKS.governance,
      summary: renderGovernanceCheck(rules.config, { checklist, place: rules.place, head: pull.head }),
      text: '',
      annotations: [],
      detailsUrl: pull.url,
      externalId: '',
      rerun: false,
    },
  }
}
