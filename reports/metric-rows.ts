import type { Against, GateResult, MetricComparison, SliceComparison } from '../core/artifacts/comparison.ts'
import type { Evaluation } from '../core/artifacts/evaluation.ts'
import { decimalsOf, formatCount, formatDelta, formatNumber } from '../core/format-number.ts'
import { saySlice } from '../core/gates/say.ts'
import { metricIn } from './by-harm.ts'
import { arrowOf, mark, verdictWords } from './words.ts'

/** Two numbers and what lies between them, with as many digits as the interval supports; `–` where there is none. */
interface Numbers {
  readonly difference: string
  readonly baseline: string
  readonly candidate: string
}

/** What a verdict says, and why where there is none. */
interface Verdict {
  /** Of `words`; null where they say why there is none. */
  readonly verdict: MetricComparison['verdict']
  readonly words: string
  readonly reason: string | undefined
}

/** One metric of candidate and baseline, as texts that nobody has escaped yet. */
export interface ComparisonRow extends Numbers, Verdict {
  readonly metric: string
  /** Which way is better. */
  readonly arrow: string
  readonly isPrimary: boolean
  readonly margin: string
}

/** The primary metric first. @param most at most so many */
export function comparisonRows(
  { metrics }: Pick<Against, 'metrics'>,
  primary: string,
  most = Number.POSITIVE_INFINITY,
): ComparisonRow[] {
  const names = Object.keys(metrics).sort((a, b) => Number(b === primary) - Number(a === primary))
  return names.slice(0, most).map((name) => {
    const found = metrics[name]!
    return {
      metric: name,
      arrow: arrowOf(name, found),
      isPrimary: name === primary,
      margin: found.margin === null ? '–' : found.margin_rule,
      ...verdictOf(found),
      ...numbersOf(found),
    }
  })
}

/** Metrics of one model: value and interval, or why there is none. */
export function evaluationRows({ metrics, primary }: Pick<Evaluation, 'metrics' | 'primary'>) {
  return Object.entries(metrics).map(([metric, { ci, reason, value }]) => {
    const decimals = decimalsOf(ci)
    const range = ci === null ? (reason ?? '–') : `${formatNumber(ci[0], decimals)} to ${formatNumber(ci[1], decimals)}`
    return { metric, isPrimary: metric === primary, value: formatNumber(value, decimals), range }
  })
}

/** One slice in one metric. */
interface SliceRow extends Numbers, Verdict {
  readonly slice: string
  readonly rows: string
}

/** In the order given. */
export function sliceRows(slices: readonly SliceComparison[], metric: string): SliceRow[] {
  return slices.map((slice) => {
    const found = metricIn(slice, metric)
    return {
      slice: saySlice(slice),
      rows: formatCount(slice.rows),
      ...sliceVerdict(slice, found),
      ...numbersOf(found),
    }
  })
}

/** Gates as they are shown, those that did not pass first. */
export function gateRows(gates: readonly GateResult[], most = Number.POSITIVE_INFINITY) {
  return gates
    .toSorted((a, b) => Number(a.outcome === 'pass') - Number(b.outcome === 'pass'))
    .slice(0, most)
    .map(({ because, outcome, rule }) => ({ outcome: `${mark(outcome)} ${outcome.replace('_', ' ')}`, rule, because }))
}

function numbersOf(found: MetricComparison | undefined): Numbers {
  const decimals = decimalsOf(found?.ci ?? null)
  return {
    difference: found === undefined || found.delta === null ? '–' : formatDelta(found.delta, found.ci),
    baseline: formatNumber(found?.baseline ?? null, decimals),
    candidate: formatNumber(found?.candidate ?? null, decimals),
  }
}

function verdictOf(found: MetricComparison): Verdict {
  const reason = found.delta === null ? (found.reason ?? undefined) : undefined
  return { verdict: found.verdict, words: verdictWords(found), reason }
}

function sliceVerdict({ too_small }: SliceComparison, found: ReturnType<typeof metricIn>): Verdict {
  const none = (words: string): Verdict => ({ verdict: null, words, reason: undefined })
  if (found === undefined || found.delta === null) return none(found?.reason ?? 'no value')
  if (too_small !== null) return none('too few rows to judge')
  if (found.verdict === 'undecided' && typeof found.detectable_loss === 'number')
    return none(`? undecided, could show a loss of ${formatNumber(found.detectable_loss, decimalsOf(found.ci))}`)
  return verdictOf(found)
}
