import type { MetricComparison, RunOutcome } from '../core/artifacts/comparison.ts'

const OUTCOME_MARKS: Record<RunOutcome, string> = { pass: '✅', fail: '❌', undecided: '⚠️' }

const GATE_MARKS = { ...OUTCOME_MARKS, not_applicable: '➖' } as const

/** `✅`, `❌`, `⚠️`, or `➖` for a gate that does not apply. */
export function mark(outcome: keyof typeof GATE_MARKS): string {
  return GATE_MARKS[outcome]
}

/** A verdict as people read it. `equivalent` is shown as what it means. */
export function verdictWords({ verdict, margin, ci, delta }: MetricComparison): string {
  if (verdict === null) return 'not judged'
  if (verdict === 'better') return '▲ better'
  if (verdict === 'worse') return '▼ **worse**'
  if (verdict === 'undecided') return '? undecided'
  const same = delta === 0 && (ci === null || ci[0] === ci[1])
  if (same) return '= identical'
  return margin === 0 ? '= no worse' : '= no worse than the margin'
}

/** `base` with what it is: `base (1a2b3c4)`. */
export function roleName(role: string, ref: string | null): string {
  if (ref === null || ref === role) return role
  return `${role} (${/^[0-9a-f]{40}$/.test(ref) ? ref.slice(0, 7) : ref})`
}
