import type { Checklist } from '../../core/governance/checklist.ts'
import { CHECKS } from '../../core/pull-request/check-names.ts'
import type { WorkflowRun } from '../../core/pull-request/choose-run.ts'
import {
  type CheckDecision,
  decideGovernance,
  decideMetrics,
  type WantedCheck,
} from '../../core/pull-request/decide-checks.ts'
import type { JudgedReport } from '../../core/pull-request/judge-report.ts'
import type { MetricsState } from '../../core/pull-request/metrics-state.ts'
import { type CheckContext, renderMetricsCheck } from '../../reports/pull-check.ts'
import type { Rules } from './read-rules.ts'

/** What is known of a commit that is judged: the head of a pull request, or a group of a merge queue. */
export interface Seen {
  readonly rules: Rules
  readonly run: WorkflowRun | undefined
  readonly judged: JudgedReport | undefined
  readonly judging: readonly string[]
  readonly checklist: Checklist
  readonly metrics: MetricsState
  /** How many gates somebody accepted. */
  readonly exceptions: number
  readonly isFork: boolean
}

/** What is to be said of it. */
export interface Decided {
  readonly metrics: CheckDecision
  readonly governance: CheckDecision
  readonly context: CheckContext
}

/**
 * What both checks of a commit come to, by what is known of it.
 *
 * @param asking how it stands with the numbers by which it is known what is asked: of a group those of each of its pull
 *   requests
 */
export function decideChecks(seen: Seen, asking: readonly MetricsState[] = [seen.metrics]): Decided {
  const { checklist, exceptions, isFork, judged, judging, metrics, rules, run } = seen
  const governance = decideGovernance(typeof rules.config === 'object' ? undefined : checklist)
  const open = asking.find(({ state }) => !SETTLED.includes(state))
  return {
    metrics: decideMetrics(metrics, exceptions),
    governance: governance.conclusion === 'success' && open !== undefined ? unsettled(open) : governance,
    context: {
      ...{ judged, judging, isFork },
      place: rules.place,
      workflow: rules.ruling?.workflow ?? '',
      accept: rules.ruling?.governance.accept ?? [],
      runUrl: run?.url,
    },
  }
}

const SETTLED: readonly MetricsState['state'][] = ['untouched', 'judged', 'no config']

/** Which models a change touches, and so what is asked of it, is known for sure only when its run has said so. */
function unsettled({ state }: MetricsState): CheckDecision {
  return state === 'no report'
    ? { conclusion: 'action_required', title: 'no report says what is asked' }
    : { conclusion: undefined, title: 'waiting for the run' }
}

/** The checks of one commit. */
export interface BothChecks {
  readonly metrics: WantedCheck
  readonly governance: WantedCheck
}

/** What else the checks say. */
interface Told {
  readonly state: MetricsState
  /** Of the check of governance. */
  readonly summary: string
  readonly pages: { readonly metrics: string; readonly governance: string }
}

/** The checks as GitHub takes them: without remarks at lines, a button, or words for us. */
export function buildChecks({ context, governance, metrics }: Decided, { pages, state, summary }: Told): BothChecks {
  const rest = { annotations: [], externalId: '', rerun: false }
  return {
    metrics: {
      ...rest,
      ...metrics,
      ...renderMetricsCheck(state, context),
      name: CHECKS.metrics,
      detailsUrl: pages.metrics,
    },
    governance: { ...rest, ...governance, name: CHECKS.governance, summary, text: '', detailsUrl: pages.governance },
  }
}
