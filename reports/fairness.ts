import { markdownTable } from 'markdown-table'
import type { Evaluation } from '../core/artifacts/evaluation.ts'
import type { Fairness } from '../core/artifacts/fairness.ts'
import { count } from '../core/count.ts'
import { formatCount } from '../core/format-number.ts'
import { align } from './align.ts'
import { escapeMarkdown } from './escape.ts'
import {
  type Gates,
  groupsOf,
  metricsOf,
  rateIn,
  ratesOf,
  type Shown,
  sayApart,
  sayGroups,
  sayRate,
  sayValue,
} from './fairness-words.ts'
import { plain } from './plain.ts'
import { escapeLong, unbroken, width } from './tables.ts'
import type { Paint } from './terminal.ts'
import { mark } from './words.ts'

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
    const title = `Fairness by ${escapeMarkdown(found.by)}: ${escapeLong(sayGroups(found))}`
    return `<details${isOpen ? ' open' : ''}><summary>${title}</summary>\n\n${fairnessTables(found, gates, rows)}\n\n</details>`
  })
  const left = fairness.length - sections.length
  return [
    ...sections,
    ...(left > 0 ? [`Fairness by ${formatCount(left)} more columns is in \`report.json\`.`] : []),
  ].join('\n\n')
}

/** Fairness by one column: how far groups are apart, and each group's own rates. @param rows of a long table, at most */
export function fairnessTables(found: Fairness, gates: Gates, rows: number): string {
  const parts = [metricTable(metricsOf(found, gates), rows), groupTable(found, rows)]
  return parts.filter((part) => part !== '').join('\n\n')
}

/** The same for a terminal. */
export function fairnessLines({ fairness = [] }: Evaluation, gates: Gates, paint: Paint): string {
  const head = (names: readonly string[]) => names.map((name) => paint('dim', name))
  const blocks = fairness.map((found) => {
    const metrics = metricsOf(found, gates).map(({ metric, name, outcome }) => [
      plain(name),
      plain(sayValue(metric)),
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
      paint('dim', `  fairness by ${plain(found.by)}: ${plain(sayGroups(found))}`),
      align([head(['metric', 'value, 95 % interval', 'furthest apart', '']), ...metrics]),
      align([head(['group', 'rows', ...names, '']), ...groups]),
    ].join('\n')
  })
  return blocks.join('\n\n')
}

const COLOURS = { pass: 'green', fail: 'red', undecided: 'yellow', not_applicable: 'dim' } as const

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
