import type { Against, MetricComparison, RunOutcome } from '../core/artifacts/comparison.ts'
import { targetsZero } from '../core/metrics/targets-zero.ts'

const OUTCOME_MARKS: Record<RunOutcome, string> = { pass: '✅', fail: '❌', undecided: '⚠️' }

const GATE_MARKS = { ...OUTCOME_MARKS, not_applicable: '➖' } as const

/** `✅`, `❌`, `⚠️`, or `➖` for a gate that does not apply. */
export function mark(outcome: keyof typeof GATE_MARKS): string {
  return GATE_MARKS[outcome]
}

/** A verdict as people read it. `equivalent` is shown as what it means. */
export function verdictWords(metric: MetricComparison): string {
  const { margin, verdict } = metric
  if (verdict === null) return 'not judged'
  if (verdict === 'better') return '▲ better'
  if (verdict === 'worse') return '▼ worse'
  if (verdict === 'undecided') return '? undecided'
  if (isIdentical(metric)) return '= identical'
  return margin === 0 ? '= no worse' : '= no worse than the margin'
}

/**
 * Which way a metric is better, to stand behind its name.
 *
 * @example
 * arrowOf('log_loss', { higher_is_better: false }) // '↓'
 */
export function arrowOf(metric: string, { higher_is_better }: Pick<MetricComparison, 'higher_is_better'>): string {
  return targetsZero(metric) ? '→0' : higher_is_better ? '↑' : '↓'
}

/**
 * The same in words.
 *
 * @example
 * sayBetter('bias', { higher_is_better: false }) // 'nearer 0 is better'
 */
export function sayBetter(metric: string, { higher_is_better }: Pick<MetricComparison, 'higher_is_better'>): string {
  return `${targetsZero(metric) ? 'nearer 0' : higher_is_better ? 'higher' : 'lower'} is better`
}

/** Nothing lies between the two: the same predictions. */
export function isIdentical({ ci, delta }: Pick<MetricComparison, 'ci' | 'delta'>): boolean {
  return delta === 0 && (ci === null || ci[0] === ci[1])
}

/** A baseline that could not judge the rows has no metrics: why is in the notes, and a table would be empty. */
export function isComparable({ metrics }: Pick<Against, 'metrics'>): boolean {
  return Object.keys(metrics).length > 0
}

/** `base` with what it is: `base (1a2b3c4)`. */
export function roleName(role: string, ref: string | null): string {
  if (ref === null || ref === role) return role
  return `${role} (${/^[0-9a-f]{40}$/.test(ref) ? ref.slice(0, 7) : ref})`
}

/** @example sayExceptions(2) // 'with 2 exceptions that somebody accepted' */
export function sayExceptions(count: number): string {
  return count === 1 ? 'with an exception that somebody accepted' : `with ${count} exceptions that somebody accepted`
}
