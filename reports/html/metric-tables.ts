import type { Against, GateResult, SliceComparison } from '../../core/artifacts/comparison.ts'
import type { Evaluation } from '../../core/artifacts/evaluation.ts'
import { formatCount } from '../../core/format-number.ts'
import { type ComparisonRow, comparisonRows, evaluationRows, gateRows, sliceRows } from '../metric-rows.ts'
import { type OwnSlice, ownSliceHead } from '../own-slices.ts'
import { roleName } from '../words.ts'
import { type Html, html } from './html.ts'
import { columns, table } from './table.ts'

/** Metrics of candidate and baseline side by side, the primary one first and bold. */
export function comparisonTable(against: Against, primary: string): Html {
  const { groups, paired_by, ref, role, rows, rows_dropped } = against
  const grouped = groups === null ? '' : ` in ${formatCount(groups)} groups`
  const dropped = rows_dropped === 0 ? '' : `, ${formatCount(rows_dropped)} rows dropped`
  return table(
    `Against ${roleName(role, ref)} on the same ${formatCount(rows)} rows${grouped}, paired by ${paired_by}${dropped}`,
    columns(['metric', 'verdict'], ['difference, 95 % interval', 'margin', role, 'candidate']),
    comparisonRows(against, primary).map((row) => [
      metricName(`${row.metric} ${row.arrow}`, row.isPrimary),
      verdict(row),
      row.difference,
      row.margin,
      row.baseline,
      row.candidate,
    ]),
  )
}

/** Metrics of one model with their intervals. */
export function evaluationTable(evaluation: Evaluation): Html {
  return table(
    'The candidate alone',
    columns(['metric'], ['value', '95 % interval']),
    evaluationRows(evaluation).map(({ isPrimary, metric, range, value }) => [
      metricName(metric, isPrimary),
      value,
      range,
    ]),
  )
}

/** One metric on each slice, in the order given. */
export function sliceTable(caption: string, slices: readonly SliceComparison[], metric: string): Html {
  return table(
    caption,
    columns(['slice', 'verdict'], ['difference, 95 % interval', 'rows', 'baseline', 'candidate']),
    sliceRows(slices, metric).map((row) => [
      row.slice,
      verdict(row),
      row.difference,
      row.rows,
      row.baseline,
      row.candidate,
    ]),
  )
}

/** The primary metric of a model alone on each slice, in the order given. */
export function ownSliceTable(caption: string, slices: readonly OwnSlice[], metric: string): Html {
  const [slice, value, range, rows] = ownSliceHead(metric)
  return table(
    caption,
    columns([slice], [value, range, rows]),
    slices.map((found) => [found.slice, found.value, found.range, found.rows]),
  )
}

/** Gates with their outcomes, those that did not pass first. */
export function gateTable(gates: readonly GateResult[]): Html {
  return table(
    'Gates, those that did not pass first',
    columns(['outcome', 'gate', 'because'], []),
    gateRows(gates).map(({ because, outcome, rule }) => [outcome, rule, because]),
  )
}

function metricName(name: string, isPrimary: boolean): Html {
  return isPrimary ? html`<b>${name}</b>` : html`${name}`
}

function verdict({ reason, verdict, words }: Pick<ComparisonRow, 'reason' | 'verdict' | 'words'>): Html {
  return html`<span class="${classOf(verdict)}">${reason === undefined ? words : `${words}: ${reason}`}</span>`
}

function classOf(verdict: string | null): string {
  if (verdict === 'worse') return 'bad'
  return verdict === 'better' || verdict === 'equivalent' ? 'good' : 'quiet'
}
