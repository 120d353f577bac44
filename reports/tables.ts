import { markdownTable } from 'markdown-table'
import type { Against, GateResult, SliceComparison } from '../core/artifacts/comparison.ts'
import type { Evaluation } from '../core/artifacts/evaluation.ts'
import { formatCount } from '../core/format-number.ts'
import { escapeMarkdown } from './escape.ts'
import { type ComparisonRow, comparisonRows, evaluationRows, gateRows, sliceRows } from './metric-rows.ts'
import { type OwnSlice, ownSliceHead } from './own-slices.ts'

/** Metrics of candidate and baseline side by side, the primary one first and bold, verdicts where a phone shows them. */
export function comparisonTable(against: Against, primary: string): string {
  const rows = comparisonRows(against, primary, MOST_METRICS).map((row) => [
    `${metricName(row.metric, row.isPrimary)}\u00a0${row.arrow}`,
    verdict(row),
    unbroken(row.difference),
    escapeMarkdown(row.margin),
    row.baseline,
    row.candidate,
  ])
  const head = ['metric', 'verdict', 'difference, 95 % interval', 'margin', escapeMarkdown(against.role), 'candidate']
  return aligned([head, ...rows], ['l', 'l', 'r', 'r', 'r', 'r']) + moreMetrics(Object.keys(against.metrics).length)
}

/** Metrics of one model with their intervals. */
export function evaluationTable(evaluation: Evaluation): string {
  const all = evaluationRows(evaluation)
  const rows = all
    .slice(0, MOST_METRICS)
    .map(({ isPrimary, metric, range, value }) => [metricName(metric, isPrimary), value, escapeMarkdown(range)])
  return aligned([['metric', 'value', '95 % interval'], ...rows], ['l', 'r', 'l']) + moreMetrics(all.length)
}

/** Gates with their outcomes, those that did not pass first. */
export function gateTable(gates: readonly GateResult[], most: number): string {
  const rows = gateRows(gates, most).map(({ because, outcome, rule }) => [
    outcome,
    escapeMarkdown(rule),
    escapeLong(because),
  ])
  const table = aligned([['outcome', 'gate', 'because'], ...rows], ['l', 'l', 'l'])
  if (gates.length <= most) return table
  return `${table}\n\n${formatCount(gates.length - most)} more gates are in \`comparison.json\`.`
}

/** One metric on each slice, in the order given. */
export function sliceTable(slices: readonly SliceComparison[], metric: string): string {
  const rows = sliceRows(slices, metric).map((row) => [
    escapeMarkdown(row.slice),
    verdict(row),
    unbroken(row.difference),
    row.rows,
    row.baseline,
    row.candidate,
  ])
  const head = ['slice', 'verdict', 'difference, 95 % interval', 'rows', 'baseline', 'candidate']
  return aligned([head, ...rows], ['l', 'l', 'r', 'r', 'r', 'r'])
}

/** The primary metric of a model alone on each slice, in the order given. */
export function ownSliceTable(slices: readonly OwnSlice[], metric: string): string {
  const rows = slices.map(({ range, rows, slice, value }) => [escapeMarkdown(slice), value, escapeLong(range), rows])
  return aligned([ownSliceHead(escapeMarkdown(metric)), ...rows], ['l', 'r', 'l', 'r'])
}

function aligned(lines: readonly (readonly string[])[], align: readonly ('l' | 'r')[]): string {
  return markdownTable(lines, { align, stringLength: width })
}

/** There are not as many; a report of somebody else may say so. */
const MOST_METRICS = 60

function moreMetrics(count: number): string {
  return count <= MOST_METRICS ? '' : `\n\n${formatCount(count - MOST_METRICS)} more metrics are in \`report.json\`.`
}

/** Reports can come from elsewhere: even names of metrics are not taken as they are. */
function metricName(name: string, isPrimary: boolean): string {
  const escaped = escapeMarkdown(name)
  return isPrimary ? `**${escaped}**` : escaped
}

/** A sign and its word stay together on a phone. */
function verdict({ reason, verdict, words }: Pick<ComparisonRow, 'reason' | 'verdict' | 'words'>): string {
  if (verdict === null || reason !== undefined) return escapeLong(reason === undefined ? words : `${words}: ${reason}`)
  const short = words.replace(' ', '\u00a0')
  return verdict === 'worse' ? short.replace('worse', '**worse**') : short
}

/** Escapes a sentence, which may be longer than a name: at most 600 characters. */
export function escapeLong(text: string): string {
  const cut = text.length > 600 ? `${text.slice(0, 599)}…` : text
  return cut
    .split(' ')
    .map((word) => escapeMarkdown(word))
    .join(' ')
}

/** A number and its interval stay on one line of a narrow table. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0')
}

/** Signs as wide as they are shown: emoji take two places, joiners none. */
export function width(text: string): number {
  return [...text].reduce((sum, sign) => sum + widthOf(sign), 0)
}

function widthOf(sign: string): number {
  if (sign === '\u200b' || sign === '\ufe0f') return 0
  return /\p{Extended_Pictographic}/u.test(sign) ? 2 : 1
}
