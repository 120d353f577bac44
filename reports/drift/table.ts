import { markdownTable } from 'markdown-table'
import type { DriftVerdict } from '../../core/artifacts/drift.ts'
import { formatCount } from '../../core/format-number.ts'
import { align } from '../align.ts'
import { oneLine } from '../one-line.ts'
import { escapeLong, unbroken, width } from '../tables.ts'
import type { Paint } from '../terminal.ts'
import { DRIFT_COLOURS, driftMark } from './words.ts'

/** Plain text, a verdict, or text that stands out. */
export type Cell = string | { readonly verdict: DriftVerdict } | { readonly strong: string }

/** What Markdown and the terminal show alike; a column that has a text in no row is left out by both. */
export interface Table {
  readonly columns: readonly (readonly [title: string, side: 'l' | 'r'])[]
  readonly rows: readonly (readonly Cell[])[]
}

/** @param most rows that are shown; @param where what holds the others: a file's name */
export function markdownOf(table: Table, most: number, where = 'drift.json'): string {
  const { columns, rows } = withoutEmpty(table)
  if (rows.length === 0) return ''
  const lines = rows.slice(0, most).map((row) => row.map(markdownCell))
  const shown = markdownTable([columns.map(([title]) => escapeLong(title)), ...lines], {
    align: columns.map(([, side]) => side),
    stringLength: width,
  })
  const left = rows.length - lines.length
  return left === 0 ? shown : `${shown}\n\n${formatCount(left)} more are in \`${where}\`.`
}

/** Escaped as a sentence: what must be one word of a table stays one line of it on a phone. */
function markdownCell(cell: Cell): string {
  if (typeof cell === 'string') return cell.length > 40 ? escapeLong(cell) : unbroken(escapeLong(cell))
  if ('strong' in cell) return `**${unbroken(escapeLong(cell.strong))}**`
  return `${driftMark(cell.verdict)}\u00a0${cell.verdict}`
}

/** Lines that begin with two spaces. @param most rows that are shown */
export function terminalOf(table: Table, paint: Paint, most = 30): string {
  const { columns, rows } = withoutEmpty(table)
  if (rows.length === 0) return ''
  const lines = rows.slice(0, most).map((row) => row.map((cell) => terminalCell(cell, paint)))
  const shown = align([columns.map(([title]) => paint('dim', oneLine(title))), ...lines])
  const left = rows.length - lines.length
  return left === 0 ? shown : `${shown}\n  ${paint('dim', `${formatCount(left)} more are in drift.json`)}`
}

function terminalCell(cell: Cell, paint: Paint): string {
  if (typeof cell === 'string') return oneLine(cell, 60)
  if ('strong' in cell) return paint('bold', oneLine(cell.strong, 60))
  return paint(DRIFT_COLOURS[cell.verdict], cell.verdict)
}

/** Without columns that no row has a text in. */
export function withoutEmpty({ columns, rows }: Table): Table {
  const used = columns.map((_, at) => rows.some((row) => row[at] !== ''))
  const keep = <T>(cells: readonly T[]) => cells.filter((_, at) => used[at])
  return { columns: keep(columns), rows: rows.map(keep) }
}
