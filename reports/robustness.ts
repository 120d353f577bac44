import { markdownTable } from 'markdown-table'
import type { Comparison } from '../core/artifacts/comparison.ts'
import type { Evaluation } from '../core/artifacts/evaluation.ts'
import { formatCount } from '../core/format-number.ts'
import { align } from './align.ts'
import { escapeMarkdown } from './escape.ts'
import { plain } from './plain.ts'
import { fallsOf } from './robustness-words.ts'
import { escapeLong, unbroken, width } from './tables.ts'
import type { Paint } from './terminal.ts'
import { mark } from './words.ts'

type Gates = Comparison['gates']

/**
 * What a model loses on changed rows, as Markdown: the primary metric and those that gates are on. Open where a gate on
 * it did not pass, else folded.
 *
 * @param most rows of a long table
 */
export function robustnessSection(evaluation: Evaluation, gates: Gates, most: number): string {
  const falls = fallsOf(evaluation, gates, false)
  if (falls.length === 0) return ''
  const isOpen = falls.some(({ outcome }) => outcome === 'fail' || outcome === 'undecided')
  return `<details${isOpen ? ' open' : ''}><summary>Robustness: the same rows with changed features</summary>\n\n${robustnessTable(evaluation, gates, most)}\n\n</details>`
}

/** What each change costs; '' where nothing was changed. @param most rows of a long table */
export function robustnessTable(evaluation: Evaluation, gates: Gates, most: number): string {
  const falls = fallsOf(evaluation, gates, false)
  if (falls.length === 0) return ''
  const rows = falls
    .slice(0, most)
    .map(({ asTheyAre, change, changed, difference, metric, outcome, reason }) => [
      escapeMarkdown(change),
      escapeMarkdown(metric),
      outcome === undefined ? '–' : `${mark(outcome)} ${outcome.replace('_', ' ')}`,
      difference === undefined ? escapeLong(reason) : unbroken(difference),
      asTheyAre,
      changed,
    ])
  const table = markdownTable([[...HEAD], ...rows], { align: ['l', 'l', 'l', 'r', 'r', 'r'], stringLength: width })
  const left = falls.length - rows.length
  return left <= 0 ? table : `${table}\n\n${formatCount(left)} more are in \`evaluation.json\`.`
}

/** The same for a terminal, all metrics. */
export function robustnessLines(evaluation: Evaluation, gates: Gates, paint: Paint): string {
  const falls = fallsOf(evaluation, gates, true)
  if (falls.length === 0) return ''
  const rows = falls.map(({ asTheyAre, change, changed, difference, metric, outcome, reason }) =>
    [change, metric, difference ?? reason, asTheyAre, changed, outcome?.replace('_', ' ') ?? ''].map(plain),
  )
  const head = ['change', 'metric', 'difference, 95 % interval', 'as they are', 'changed', '']
  return [
    paint('dim', '  robustness: the same rows with changed features'),
    align([head.map((name) => paint('dim', name)), ...rows]),
  ].join('\n')
}

const HEAD = ['change', 'metric', 'gate', 'difference, 95 % interval', 'as they are', 'changed'] as const
