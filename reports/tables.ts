import { markdownTable } from 'markdown-table'
import type { Against, GateResult, MetricComparison, SliceComparison } from '../core/artifacts/comparison.ts'
import type { Evaluation } from '../core/artifacts/evaluation.ts'
import { decimalsOf, formatCount, formatDelta, formatNumber } from '../core/format-number.ts'
import { saySlice } from '../core/gates/say.ts'
import { escapeMarkdown } from './escape.ts'
import { mark, verdictWords } from './words.ts'

/** Metrics of candidate and baseline side by side, the primary one first and bold, verdicts where a phone shows them. */
export function comparisonTable({ metrics, role }: Against, primary: string): string {
  const names = Object.keys(metrics).sort((a, b) => Number(b === primary) - Number(a === primary))
  const rows = names.slice(0, MOST_METRICS).map((name) => {
    const metric = metrics[name]!
    const decimals = decimalsOf(metric.ci)
    const arrow = metric.higher_is_better ? '↑' : '↓'
    return [
      `${metricName(name, primary)}\u00a0${arrow}`,
      metric.delta === null ? noValue(metric) : shortVerdict(metric),
      metric.delta === null ? '–' : unbroken(formatDelta(metric.delta, metric.ci)),
      metric.margin === null ? '–' : escapeMarkdown(metric.margin_rule),
      formatNumber(metric.baseline, decimals),
      formatNumber(metric.candidate, decimals),
    ]
  })
  const table = markdownTable(
    [['metric', 'verdict', 'difference, 95 % interval', 'margin', escapeMarkdown(role), 'candidate'], ...rows],
    {
      align: ['l', 'l', 'r', 'r', 'r', 'r'],
      stringLength: width,
    },
  )
  return table + moreMetrics(names.length)
}

/** A sign and its word stay together on a phone. */
function shortVerdict(metric: MetricComparison): string {
  return verdictWords(metric).replace(' ', '\u00a0')
}

function noValue(metric: MetricComparison): string {
  return metric.reason === null ? verdictWords(metric) : `${verdictWords(metric)}: ${escapeLong(metric.reason)}`
}

/** There are not as many; a report of somebody else may say so. */
const MOST_METRICS = 60

function moreMetrics(count: number): string {
  return count <= MOST_METRICS ? '' : `\n\n${formatCount(count - MOST_METRICS)} more metrics are in \`report.json\`.`
}

/** Reports can come from elsewhere: even names of metrics are not taken as they are. */
function metricName(name: string, primary: string): string {
  const escaped = escapeMarkdown(name)
  return name === primary ? `**${escaped}**` : escaped
}

/** Metrics of one model with their intervals. */
export function evaluationTable({ metrics, primary }: Evaluation): string {
  const all = Object.entries(metrics)
  const rows = all.slice(0, MOST_METRICS).map(([name, { ci, reason, value }]) => {
    const decimals = decimalsOf(ci)
    const range =
      ci === null
        ? escapeMarkdown(reason ?? '–')
        : `${formatNumber(ci[0], decimals)} to ${formatNumber(ci[1], decimals)}`
    return [metricName(name, primary), formatNumber(value, decimals), range]
  })
  const lines = [['metric', 'value', '95 % interval'], ...rows]
  return markdownTable(lines, { align: ['l', 'r', 'l'], stringLength: width }) + moreMetrics(all.length)
}

/** Gates with their outcomes, those that did not pass first. */
export function gateTable(gates: readonly GateResult[], most: number): string {
  const rows = gates
    .toSorted((a, b) => Number(a.outcome === 'pass') - Number(b.outcome === 'pass'))
    .slice(0, most)
    .map(({ because, outcome, rule }) => [
      `${mark(outcome)} ${outcome.replace('_', ' ')}`,
      escapeMarkdown(rule),
      escapeLong(because),
    ])
  const table = markdownTable([['outcome', 'gate', 'because'], ...rows], {
    align: ['l', 'l', 'l'],
    stringLength: width,
  })
  if (gates.length <= most) return table
  return `${table}\n\n${formatCount(gates.length - most)} more gates are in \`comparison.json\`.`
}

/** One metric on each slice, in the order given. */
export function sliceTable(slices: readonly SliceComparison[], metric: string): string {
  const rows = slices.map((slice) => {
    const judged = slice.metrics[metric]
    const decimals = decimalsOf(judged?.ci ?? null)
    return [
      escapeMarkdown(saySlice(slice)),
      sliceVerdict(slice, metric),
      judged === undefined || judged.delta === null ? '–' : unbroken(formatDelta(judged.delta, judged.ci)),
      formatCount(slice.rows),
      formatNumber(judged?.baseline ?? null, decimals),
      formatNumber(judged?.candidate ?? null, decimals),
    ]
  })
  return markdownTable([['slice', 'verdict', 'difference, 95 % interval', 'rows', 'baseline', 'candidate'], ...rows], {
    align: ['l', 'l', 'r', 'r', 'r', 'r'],
    stringLength: width,
  })
}

function sliceVerdict(slice: SliceComparison, metric: string): string {
  const judged = slice.metrics[metric]
  if (judged === undefined || judged.delta === null) return escapeMarkdown(judged?.reason ?? 'no value')
  if (slice.too_small !== null) return 'too few rows to judge'
  if (judged.verdict === 'undecided' && typeof judged.detectable_loss === 'number') {
    return `? undecided, could show a loss of ${formatNumber(judged.detectable_loss, decimalsOf(judged.ci))}`
  }
  return shortVerdict(judged)
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
