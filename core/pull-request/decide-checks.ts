import { count } from '../count.ts'
import type { Checklist } from '../governance/checklist.ts'
import type { MetricsState } from './metrics-state.ts'

type Conclusion = 'success' | 'failure' | 'action_required'

/** What a check says, in one word for machines and one line for people. */
export interface CheckDecision {
  /** Undefined: in progress. */
  readonly conclusion: Conclusion | undefined
  readonly title: string
}

/** A check as it should stand at GitHub. */
export interface WantedCheck extends CheckDecision {
  readonly name: string
  readonly summary: string
  readonly text: string
  readonly annotations: readonly CheckAnnotation[]
  readonly detailsUrl: string
  /** Ours to read: which comment goes with it. */
  readonly externalId: string
  /** Whether it has the button that runs the workflow again. */
  readonly rerun: boolean
}

/** A remark at a line of a file of the head. */
export interface CheckAnnotation {
  readonly path: string
  readonly line: number
  readonly level: 'failure' | 'warning' | 'notice'
  readonly title: string
  readonly message: string
}

/**
 * The check of the numbers. GitHub counts `neutral` and `skipped` as passed, so neither is ever said.
 *
 * @param exceptions gates that somebody accepted though they did not pass
 * @example
 * decideMetrics({ state: 'judged', outcome: 'undecided', unsigned: false }, 0).conclusion // 'action_required'
 */
export function decideMetrics(state: MetricsState, exceptions: number): CheckDecision {
  if (state.state === 'judged') return decideJudged(state, exceptions)
  if (state.state === 'waiting')
    return { conclusion: undefined, title: state.for === 'start' ? 'waiting for the workflow to start' : 'judging' }
  return OTHERS[state.state]
}

const OTHERS = {
  'no rules': { conclusion: 'action_required', title: 'contender.yml of the base branch cannot be read' },
  'no config': { conclusion: 'success', title: 'there is no contender.yml, so no model' },
  untouched: { conclusion: 'success', title: 'no model touched' },
  'not started': { conclusion: 'action_required', title: 'the workflow has not started' },
  held: { conclusion: 'action_required', title: 'the workflow waits for somebody to approve its run' },
  'no report': { conclusion: 'failure', title: 'the run left no report that can be read' },
} as const satisfies Record<string, CheckDecision>

function decideJudged(
  { outcome, unsigned }: Extract<MetricsState, { state: 'judged' }>,
  exceptions: number,
): CheckDecision {
  if (outcome === 'fail') return { conclusion: 'failure', title: 'a gate or a check of the data failed' }
  if (unsigned) return { conclusion: 'action_required', title: 'this change edits what judges it' }
  if (outcome === 'undecided') return { conclusion: 'action_required', title: 'undecided' }
  if (exceptions === 0) return { conclusion: 'success', title: 'passed' }
  return {
    conclusion: 'success',
    title: `passed with ${count(exceptions, 'exception')}`,
  }
}

/**
 * The check of what governance asks: passed once all is met; while something is missing it is for a person, whatever
 * else the run still has to show.
 *
 * @param checklist undefined: the policy cannot be read
 */
export function decideGovernance(checklist: Checklist | undefined): CheckDecision {
  if (checklist === undefined) return OTHERS['no rules']
  const { items } = checklist
  const of = (state: string) => items.filter((item) => item.state === state)
  const [met, missing, waiting] = [of('met'), of('missing'), of('waiting')]
  if (items.length === 0) return { conclusion: 'success', title: 'nothing is asked' }
  const sum = `${met.length} of ${items.length} met`
  if (missing.length > 0) {
    const ids = missing.map(({ item }) => item.id)
    const named = ids.length > 3 ? `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more` : ids.join(', ')
    return { conclusion: 'action_required', title: `${sum}; missing: ${named}` }
  }
  return waiting.length > 0
    ? { conclusion: undefined, title: `${sum}; the rest waits for the run` }
    : { conclusion: 'success', title: sum }
}
