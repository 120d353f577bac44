import type { RunOutcome } from '../artifacts/comparison.ts'
import type { Checklist } from '../governance/checklist.ts'
import type { WorkflowRun } from './choose-run.ts'
import type { JudgedReport } from './judge-report.ts'
import type { TouchedByPaths } from './touched-by-paths.ts'

/** Where the numbers of one commit stand. */
export type MetricsState =
  /** contender.yml at the base branch is wrong: nobody knows the rules. */
  | { readonly state: 'no rules'; readonly because: string }
  /** Neither base branch nor change has a contender.yml. */
  | { readonly state: 'no config' }
  | { readonly state: 'untouched' }
  /** `for` the run to begin, or to end. */
  | { readonly state: 'waiting'; readonly for: 'start' | 'end' }
  /** The workflow has not begun in all the time it was given. */
  | { readonly state: 'not started' }
  /** The run waits for somebody to let it begin. */
  | { readonly state: 'held' }
  | { readonly state: 'no report'; readonly because: string }
  /** `unsigned`: the change edits what judges it, and nobody who may has looked at that yet. */
  | { readonly state: 'judged'; readonly outcome: RunOutcome; readonly unsigned: boolean }

/** What is known of a commit. */
export interface MetricsFacts {
  readonly config: 'read' | 'none' | { readonly problem: string }
  readonly touched: TouchedByPaths
  readonly removed: readonly string[]
  /** How many models the config has once this change is merged. */
  readonly remaining: number
  readonly run: Pick<WorkflowRun, 'status' | 'conclusion'> | undefined
  readonly judged: JudgedReport | undefined
  /** Why the report of a run that is over is not to be had, or cannot be read. */
  readonly problem: string | undefined
  readonly checklist: Checklist
  /** Since when the run is waited for; undefined: from now on. */
  readonly since: Date | undefined
  readonly now: Date
}

/** A workflow that has not begun after so long does not begin: a queue of runners still shows a run. */
const PATIENCE_MINUTES = 15

/**
 * Where the numbers of a commit stand. What is not known is never a pass, and an outcome of the run itself is not
 * looked at: only its report is, by its numbers.
 *
 * @example
 * metricsState({ ...facts, remaining: 1, run: undefined, touched: { surely: [], maybe: [] } }) // { state: 'untouched' }
 */
export function metricsState(facts: MetricsFacts): MetricsState {
  const { config, judged, removed } = facts
  if (typeof config === 'object') return { state: 'no rules', because: config.problem }
  if (config === 'none') return { state: 'no config' }
  if (judged !== undefined) {
    const unsigned = !isSigned(facts.checklist)
    const { missing, models } = judged
    if (models.length === 0 && missing.length === 0 && removed.length === 0 && !unsigned) return { state: 'untouched' }
    return { state: 'judged', outcome: judged.outcome, unsigned }
  }
  if (!asksForReport(facts))
    return isSigned(facts.checklist) ? { state: 'untouched' } : { state: 'judged', outcome: 'pass', unsigned: true }
  return runState(facts)
}

/** Where the run stands whose report is asked for and is not there. */
type RunState = Extract<MetricsState, { state: 'waiting' | 'not started' | 'held' | 'no report' }>

function runState({ now, problem, run, since }: Pick<MetricsFacts, 'now' | 'problem' | 'run' | 'since'>): RunState {
  if (run === undefined) {
    const waited = since === undefined ? 0 : now.getTime() - since.getTime()
    return waited < PATIENCE_MINUTES * 60_000 ? { state: 'waiting', for: 'start' } : { state: 'not started' }
  }
  if (run.conclusion === 'action_required' || run.status === 'waiting') return { state: 'held' }
  if (run.status !== 'completed') return { state: 'waiting', for: 'end' }
  return { state: 'no report', because: problem ?? `its run ended with \`${run.conclusion}\` and left no report` }
}

/** Why no report comes unless somebody does something; undefined while the run is waited for. */
export function whyUnreported(facts: Parameters<typeof runState>[0]): string | undefined {
  const found = runState(facts)
  switch (found.state) {
    case 'waiting':
      return undefined
    case 'not started':
      return 'its workflow has not started'
    case 'held':
      return 'its run waits for somebody to approve it'
    case 'no report':
      return found.because
  }
}

/** Whether a run has to report on a change: it touches a model, or takes one out, and leaves one that a run could judge. */
export function asksForReport({
  remaining,
  removed,
  touched: { maybe, surely },
}: Pick<MetricsFacts, 'remaining' | 'removed' | 'touched'>): boolean {
  return remaining > 0 && surely.length + maybe.length + removed.length > 0
}

/** What edits the judge is signed, or there is nothing of the kind. */
function isSigned({ items }: Checklist): boolean {
  return items.every(({ item, state }) => item.id !== 'judged-by' || state === 'met')
}
