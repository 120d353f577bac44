import { markdownTable } from 'markdown-table'
import type { Comparison } from '../core/artifacts/comparison.ts'
import type { Evaluation } from '../core/artifacts/evaluation.ts'
import type { Expectations } from '../core/artifacts/expectations.ts'
import { align } from './align.ts'
import { escapeMarkdown } from './escape.ts'
import { KIND_HEAD, kindsOf, pairsOutcome, sayPairs } from './expectations-words.ts'
import { plain } from './plain.ts'
import { escapeLong, unbroken, width } from './tables.ts'
import type { Paint } from './terminal.ts'
import { mark } from './words.ts'

/** There are three; a report of somebody else may say so. */
const MOST_KINDS = 10

/** Which pairs of rows hold, as Markdown: open where a gate on them did not pass, else folded. */
export function expectationsSection({ expectations }: Evaluation, gates: Comparison['gates']): string {
  if (expectations === undefined) return ''
  const outcome = pairsOutcome(gates)
  const isOpen = outcome === 'fail' || outcome === 'undecided'
  const title = `Expectations of ${escapeMarkdown(expectations.file)}: ${sayPairs(expectations)}`
  const sign = outcome === undefined ? '' : `${mark(outcome)} `
  return `<details${isOpen ? ' open' : ''}><summary>${sign}${title}</summary>\n\n${expectationsTable(expectations)}\n\n</details>`
}

/** Kinds of pairs, and which of each do not hold. */
export function expectationsTable(expectations: Expectations): string {
  const rows = kindsOf(expectations)
    .slice(0, MOST_KINDS)
    .map(([expected, held, share, failed]) => [escapeMarkdown(expected!), held!, unbroken(share!), escapeLong(failed!)])
  return markdownTable([[...KIND_HEAD], ...rows], { align: ['l', 'r', 'r', 'l'], stringLength: width })
}

/** The same for a terminal. */
export function expectationsLines({ expectations }: Evaluation, paint: Paint): string {
  if (expectations === undefined) return ''
  return [
    paint('dim', `  expectations of ${plain(expectations.file)}: ${sayPairs(expectations)}`),
    align([KIND_HEAD.map((name) => paint('dim', name)), ...kindsOf(expectations).map((row) => row.map(plain))]),
  ].join('\n')
}
