import { markdownTable } from 'markdown-table'
import type { Drift } from '../../core/artifacts/drift.ts'
import { formatCount } from '../../core/format-number.ts'
import { escapeMarkdown } from '../escape.ts'
import { LONGEST } from '../markdown.ts'
import { sectionsThatFit } from '../sections-that-fit.ts'
import { escapeLong } from '../tables.ts'
import { driftHeadline, nameOf, sayVerdict } from './headline.ts'
import { NOT_RESPONDING, type Responding } from './responding.ts'
import { driftSection } from './section.ts'
import { driftMark } from './words.ts'

/** Rows shown of each long table, tried from the most to the fewest until the report fits. */
const ROWS = [100, 30, 10, 3]

const ROOM_FOR_CUT = 200

/** Characters of the table of all models at the top. */
const ROOM_FOR_OVERVIEW = 12_000

/**
 * What was found in production as GitHub Markdown, for somebody who opens GitHub in the morning: the verdict, one
 * sentence of why, what happens next; the numbers; the rest folded away. Models that drift come first.
 *
 * Everything that comes from data, config or Git is escaped; secrets are the caller's to take out (`redactAll`). What does not fit is counted and said.
 *
 * @param drifts schema-checked `drift.json`, of one window each: of several models or versions
 * @param options `longest`: in characters; 58,000 where it is not said, which every place of GitHub takes;
 *   `respondingOf`: what the run does about a model, without which nothing is promised
 * @returns at most so many characters, whatever the input
 */
export function renderDriftMarkdown(
  drifts: readonly Drift[],
  {
    longest = LONGEST,
    respondingOf = () => NOT_RESPONDING,
  }: { readonly longest?: number; readonly respondingOf?: (model: string) => Responding } = {},
): string {
  const sorted = drifts.toSorted((a, b) => RANK[a.verdict] - RANK[b.verdict])
  const head = sorted.length > 1 ? [overview(sorted)] : []
  const room = longest - head.join('').length - ROOM_FOR_CUT
  let sections: string[] = []
  for (const rows of ROWS) {
    sections = sectionsThatFit(sorted, room, (one) => driftSection(one, rows, respondingOf(one.model)))
    if (sections.length === sorted.length) break
  }
  const left = sorted.length - sections.length
  const cut = left === 0 ? [] : [`Details of ${left} of ${sorted.length} did not fit here; they are in \`drift.json\`.`]
  return `${[...head, ...sections, ...cut].join('\n\n')}\n`
}

const RANK = { drift: 0, watch: 1, insufficient: 2, stable: 3 } as const

function overview(drifts: readonly Drift[]): string {
  const [worst] = drifts as [Drift]
  const rows: string[][] = []
  let length = 0
  for (const drift of drifts) {
    const row = [
      `${driftMark(drift.verdict)} ${escapeMarkdown(nameOf(drift))}`,
      drift.verdict,
      escapeLong(driftHeadline(drift)),
    ]
    length += row.join('').length
    if (length > ROOM_FOR_OVERVIEW) break
    rows.push(row)
  }
  const left = drifts.length - rows.length
  return [
    `## ${driftMark(worst.verdict)} Contender: ${worst.verdict} in production, ${sayVerdict(worst)}`,
    markdownTable([['model', 'verdict', 'why'], ...rows], { alignDelimiters: false }),
    ...(left === 0 ? [] : [`${formatCount(left)} more are in \`drift.json\`.`]),
  ].join('\n\n')
}
