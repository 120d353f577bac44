import type { Against, GateResult, MetricComparison, SliceComparison } from '../../core/artifacts/comparison.ts'
import type { Evaluation } from '../../core/artifacts/evaluation.ts'
import { decimalsOf, formatCount, formatDelta, formatNumber } from '../../core/format-number.ts'
import { saySlice } from '../../core/gates/say.ts'
import { metricIn } from '../by-harm.ts'
import { mark, roleName, verdictWords } from '../words.ts'
import { type Html, html } from './html.ts'
import { columns, table } from './table.ts'

/** Metrics of candidate and baseline side by side, the primary one first and bold. */
export function comparisonTable(
  { groups, metrics, paired_by, ref, role, rows, rows_dropped }: Against,
  primary: string,
): Html {
  const grouped = groups === null ? '' : ` in ${formatCount(groups)} groups`
  const dropped = rows_dropped === 0 ? '' : `, ${formatCount(rows_dropped)} rows dropped`
  const names = Object.keys(metrics).sort((a, b) => Number(b === primary) - Number(a === primary))
  return table(
    `Against ${roleName(role, ref)} on the same ${formatCount(rows)} rows${grouped}, paired by ${paired_by}${dropped}`,
    columns(['metric', 'verdict'], ['difference, 95 % interval', 'margin', role, 'candidate']),
    names.map((name) => {
      const metric = metrics[name]!
      const decimals = decimalsOf(metric.ci)
      return [
        metricName(`${name} ${metric.higher_is_better ? '↑' : '↓'}`, name === primary),
        verdict(metric),
        metric.delta === null ? '–' : formatDelta(metric.delta, metric.ci),
        metric.margin === null ? '–' : metric.margin_rule,
        formatNumber(metric.baseline, decimals),
        formatNumber(metric.candidate, decimals),
      ]
    }),
  )
}

/** Metrics of one model with their intervals. */
export function evaluationTable({ metrics, primary }: Evaluation): Html {
  return table(
    'The candidate alone',
    columns(['metric'], ['value', '95 % interval']),
    Object.entries(metrics).map(([name, { ci, reason, value }]) => {
      const decimals = decimalsOf(ci)
      const range =
        ci === null ? (reason ?? '–') : `${formatNumber(ci[0], decimals)} to ${formatNumber(ci[1], decimals)}`
      return [metricName(name, name === primary), formatNumber(value, decimals), range]
    }),
  )
}

/** One metric on each slice, in the order given. */
export function sliceTable(caption: string, slices: readonly SliceComparison[], metric: string): Html {
  return table(
    caption,
    columns(['slice', 'verdict'], ['difference, 95 % interval', 'rows', 'baseline', 'candidate']),
    slices.map((slice) => {
      const judged = metricIn(slice, metric)
      const decimals = decimalsOf(judged?.ci ?? null)
      return [
        saySlice(slice),
        sliceVerdict(slice, judged),
        judged === undefined || judged.delta === null ? '–' : formatDelta(judged.delta, judged.ci),
        formatCount(slice.rows),
        formatNumber(judged?.baseline ?? null, decimals),
        formatNumber(judged?.candidate ?? null, decimals),
      ]
    }),
  )
}

/** Gates with their outcomes, those that did not pass first. */
export function gateTable(gates: readonly GateResult[]): Html {
  return table(
    'Gates, those that did not pass first',
    columns(['outcome', 'gate', 'because'], []),
    gates
      .toSorted((a, b) => Number(a.outcome === 'pass') - Number(b.outcome === 'pass'))
      .map(({ because, outcome, rule }) => [`${mark(outcome)} ${outcome.replace('_', ' ')}`, rule, because]),
  )
}

function metricName(name: string, isPrimary: boolean): Html {
  return isPrimary ? html`<b>${name}</b>` : html`${name}`
}

function verdict(metric: MetricComparison): Html {
  const words = verdictWords(metric).replaceAll('*', '')
  const shown = metric.delta === null && metric.reason !== null ? `${words}: ${metric.reason}` : words
  return html`<span class="${classOf(metric.verdict)}">${shown}</span>`
}

function sliceVerdict(slice: SliceComparison, judged: SliceComparison['metrics'][string] | undefined): Html {
  if (judged === undefined || judged.delta === null) return html`${judged?.reason ?? 'no value'}`
  if (slice.too_small !== null) return html`too few rows to judge`
  if (judged.verdict === 'undecided' && judged.detectable_loss !== null)
    return html`? undecided, could show a loss of ${formatNumber(judged.detectable_loss, decimalsOf(judged.ci))}`
  return verdict(judged)
}

function classOf(verdict: string | null): string {
  if (verdict === 'worse') return 'bad'
  return verdict === 'better' || verdict === 'equivalent' ? 'good' : 'quiet'
}
