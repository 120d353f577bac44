import type { Comparison, MetricComparison } from '../core/artifacts/comparison.ts'
import type { Report } from '../core/artifacts/report.ts'
import { formatCount, formatDelta } from '../core/format-number.ts'
import { sayFailure } from './validation.ts'
import { isComparable } from './words.ts'

type ModelReport = Report['models'][number]

/**
 * The one sentence of why, plain text: the first gate that decided the outcome, and what the
 * primary metric did.
 *
 * @example
 * headline(model) // 'roc_auc is better than base: +0.032 [+0.021, +0.042].'
 */
export function headline({ comparison, evaluation, outcome, validation }: ModelReport): string {
  if (validation?.outcome === 'fail') return sayFailure(validation)
  if (comparison === undefined) return 'There is no baseline to compare with, and no gate to pass.'
  const decisive = comparison.gates.find((gate) => gate.outcome === outcome)
  if (outcome !== 'pass')
    return `${decisive?.because ?? 'no gate could be judged'}.${wayOut(comparison, evaluation.primary)}`
  const first = comparison.against.find(isComparable)
  const primary = first?.metrics[evaluation.primary]
  if (first === undefined || primary === undefined) {
    return decisive === undefined
      ? 'There is nothing to compare with yet, and no gate was broken.'
      : `${decisive.because}.`
  }
  if (primary.delta === null)
    return `The predictions equal those of ${first.role}; ${primary.reason ?? `${evaluation.primary} has no value`}.`
  return `${evaluation.primary} ${relation(primary, first.role)}: ${formatDelta(primary.delta, primary.ci)}.`
}

/** How the candidate's metric stands to the baseline's: `is better than base`. */
function relation({ delta, margin, verdict }: MetricComparison, role: string): string {
  if (verdict === 'better') return `is better than ${role}`
  if (verdict === 'worse') return `is worse than ${role}`
  if (verdict === 'undecided') return `cannot be told from ${role}`
  if (delta === 0) return `equals ${role}`
  return `is no worse than ${role}${margin === 0 ? '' : ' by more than the margin'}`
}

/** For an undecided outcome: what would settle it. */
function wayOut(comparison: Comparison, primary: string): string {
  if (comparison.outcome !== 'undecided') return ''
  for (const { groups, metrics, rows } of comparison.against) {
    const judged = metrics[primary]
    if (judged?.verdict !== 'undecided' || judged.rows_needed === null) continue
    if (judged.rows_needed <= rows) return ''
    const more = judged.rows_needed / rows
    const size =
      groups === null
        ? `${formatCount(judged.rows_needed)} test rows (${formatCount(rows)} now)`
        : `${formatCount(Math.ceil(groups * more))} groups (${formatCount(groups)} now)`
    return ` An equally good candidate would pass with about ${size}.`
  }
  return ''
}
