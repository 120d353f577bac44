import { markdownTable } from 'markdown-table'
import type { Comparison, GateResult } from '../core/artifacts/comparison.ts'
import type { Evaluation } from '../core/artifacts/evaluation.ts'
import type { Fairness, FairnessMetric } from '../core/artifacts/fairness.ts'
import { count } from '../core/count.ts'
import { decimalsOf, formatCount, formatNumber } from '../core/format-number.ts'
import { sayDisparity } from '../core/gates/fairness.ts'
import { align } from './align.ts'
import { escapeMarkdown } from './escape.ts'
import { plain } from './plain.ts'
import { escapeLong, unbroken, width } from './tables.ts'
import type { Paint } from './terminal.ts'
import { mark } from './words.ts'

type Gates = Comparison['gates']
type Outcome = GateResult['outcome']
type Group = Fairness['groups'][number]

/** Columns that a report shows; there are not as many, but somebody else's may say so. */
const MOST_COLUMNS = 10

/**
 * Fairness by each column as Markdown: how far groups are apart, what the gates say, and each group's own rates. Open
 * where a gate on it did not pass, else folded.
 *
 * @param rows of a long table, at most
 */
export function fairnessSection({ fairness = [] }: Evaluation, gates: Gates, rows: number): string {
  const sections = fairness.slice(0, MOST_COLUMNS).map((found) => {
    const metrics = metricsOf(found, gates)
    const isOpen = metrics.some(({ outcome }) => outcome === 'fail' || outcome === 'undecided')
    const title = `Fairness by ${escapeMarkdown(found.by)}: ${sayGroups(found, escapeMarkdown)}`
    const body = [metricTable(metrics, rows), groupTable(found, rows)].filter((part) => part !== '').join('\n\n')
    return `<details${isOpen ? ' open' : ''}><summary>${title}</summary>\n\n${body}\n\n</details>`
  })
  const left = fairness.length - sections.length
  return [
    ...sections,
    ...(left > 0 ? [`Fairness by ${formatCount(left)} more columns is in \`report.json\`.`] : []),
  ].join('\n\n')
}

/** The same for a terminal. */
export function fairnessLines({ fairness = [] }: Evaluation, gates: Gates, paint: Paint): string {
  const head = (names: readonly string[]) => names.map((name) => paint('dim', name))
  const blocks = fairness.map((found) => {
    const metrics = metricsOf(found, gates).map(({ metric, name, outcome }) => [
      name,
      sayValue(metric),
      plain(sayApart(metric)),
      outcome === undefined ? '' : paint(COLOURS[outcome], outcome.replace('_', ' ')),
    ])
    const names = ratesOf(found)
    const groups = groupsOf(found).map((group) => [
      plain(group.name),
      formatCount(group.rows),
      ...names.map((rate) => sayRate(rateIn(group, rate))),
      group.too_small === null ? '' : 'too few rows to judge',
    ])
    return [
      paint('dim', `  fairness by ${plain(found.by)}: ${sayGroups(found, plain)}`),
      align([head(['metric', 'value, 95 % interval', 'furthest apart', '']), ...metrics]),
      align([head(['group', 'rows', ...names, '']), ...groups]),
    ].join('\n')
  })
  return blocks.join('\n\n')
}

const COLOURS = { pass: 'green', fail: 'red', undecided: 'yellow', not_applicable: 'dim' } as const

interface Shown {
  readonly name: string
  readonly metric: FairnessMetric
  /** Of the gate on it, where there is one. */
  readonly outcome: Outcome | undefined
}

const ORDER: readonly (Outcome | undefined)[] = ['fail', 'undecided', 'pass', 'not_applicable', undefined]

/** Those whose gates did not pass first. */
function metricsOf({ by, metrics }: Fairness, gates: Gates): Shown[] {
  const shown = Object.entries(metrics).map(([name, metric]): Shown => {
    const outcomes = gates.filter(({ rule }) => rule.startsWith(`${name} by ${by} at `)).map(({ outcome }) => outcome)
    return { name, metric, outcome: ORDER.find((outcome) => outcomes.some((one) => one === outcome)) }
  })
  return shown.toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome))
}

/** Lowest in the first rate first, groups that are not judged last. */
function groupsOf(found: Fairness): Fairness['groups'] {
  const [first = ''] = ratesOf(found)
  const valueIn = (group: Group) => rateIn(group, first)?.value ?? Infinity
  return found.groups.toSorted(
    (a, b) => Number(a.too_small !== null) - Number(b.too_small !== null) || valueIn(a) - valueIn(b),
  )
}

/** There are not as many; a report of somebody else may say so. */
const MOST_RATES = 8

function ratesOf({ groups }: Fairness): string[] {
  return Object.keys(groups[0]?.rates ?? {}).slice(0, MOST_RATES)
}

function metricTable(metrics: readonly Shown[], most: number): string {
  if (metrics.length === 0) return ''
  const rows = metrics
    .slice(0, most)
    .map(({ metric, name, outcome }) => [
      escapeMarkdown(name),
      outcome === undefined ? '–' : `${mark(outcome)} ${outcome.replace('_', ' ')}`,
      metric.value === null ? escapeLong(metric.reason ?? '–') : unbroken(sayValue(metric)),
      escapeLong(sayApart(metric)),
    ])
  const table = markdownTable([['metric', 'gate', 'value, 95 % interval', 'furthest apart'], ...rows], {
    align: ['l', 'l', 'r', 'l'],
    stringLength: width,
  })
  return table + sayLeft(metrics.length - rows.length, 'metric')
}

function groupTable(found: Fairness, most: number): string {
  const names = ratesOf(found)
  const rows = groupsOf(found)
    .slice(0, most)
    .map((group) => [
      escapeMarkdown(group.name),
      group.too_small === null ? formatCount(group.rows) : `${formatCount(group.rows)}, too few to judge`,
      ...names.map((rate) => unbroken(sayRate(rateIn(group, rate)))),
    ])
  if (rows.length === 0) return ''
  const table = markdownTable([['group', 'rows', ...names.map(escapeMarkdown)], ...rows], {
    align: ['l', 'r', ...names.map(() => 'r')],
    stringLength: width,
  })
  return table + sayLeft(found.groups.length - rows.length, 'group')
}

function sayLeft(left: number, what: string): string {
  return left <= 0 ? '' : `\n\n${count(left, `more ${what}`)} ${left === 1 ? 'is' : 'are'} in \`evaluation.json\`.`
}

function sayGroups({ groups, min_rows, privileged }: Fairness, shown: (text: string) => string): string {
  const small = groups.filter(({ too_small }) => too_small !== null).length
  const beside = privileged === null ? '' : `, others beside ${shown(privileged)}`
  const left =
    small === 0 ? '' : `, ${formatCount(small)} of them with fewer than ${formatCount(min_rows)} rows and not judged`
  return `${count(groups.length, 'group')}${left}${beside}`
}

function sayValue({ ci, reason, value }: FairnessMetric): string {
  if (value === null) return plain(reason ?? '–')
  return ci === null ? formatNumber(value, 4) : sayDisparity({ value, ci })
}

/** `f lowest, m highest in selection_rate` */
function sayApart({ between, rate, value }: FairnessMetric): string {
  if (between !== null) return `${between[0]} lowest, ${between[1]} highest in ${rate}`
  return value === null ? '–' : 'others beside the privileged group'
}

function rateIn({ rates }: Group, name: string): Group['rates'][string] | undefined {
  return Object.hasOwn(rates, name) ? rates[name] : undefined
}

function sayRate(rate: Group['rates'][string] | undefined): string {
  if (rate === undefined || rate.value === null) return '–'
  const decimals = decimalsOf(rate.ci)
  const value = formatNumber(rate.value, decimals)
  if (rate.ci === null) return value
  return `${value} (${formatNumber(rate.ci[0], decimals)} to ${formatNumber(rate.ci[1], decimals)})`
}
