import type { DriftQuality } from '../../core/artifacts/drift.ts'
import { looksPersonal } from '../../core/data/quality/personal/may-quote.ts'
import { type Column, textAt } from '../../core/data/table.ts'
import { type LaidOut, layOut, type Placed } from '../../core/drift/policy/lay-out.ts'
import { FEWEST_ROWS } from '../../core/drift/policy/limits.ts'
import { formatCount } from '../../core/format-number.ts'
import { pickPlaced } from './read-placed.ts'

/** Rows of both sides with one value of a column. */
export interface Segment {
  readonly by: Readonly<Record<string, string>>
  readonly reference: Uint32Array
  readonly current: Uint32Array
  readonly layout: LaidOut
}

/** Each value is a comparison of every feature more: those with the most rows are looked at. */
const MOST_VALUES = 20

interface Side {
  readonly column: Column
  readonly placed: Placed
}

/** The segments by one column, and how many of its values are none. */
export interface FoundSegments {
  readonly segments: readonly Segment[]
  /** Values with too few rows on a side. */
  readonly few: number
  /** Values with enough of them, that are left out for others with more. */
  readonly beyond: number
  /** Values that look personal: a segment is named by its value in reports, issues and the ledger. */
  readonly personal: number
}

/** The segments by one column that have enough rows on both sides and may be named, those with the most rows in the window first. */
export function findSegments(name: string, reference: Side, current: Side): FoundSegments {
  const [before, now] = [rowsByValue(reference.column), rowsByValue(current.column)]
  const values = new Set([...before.keys(), ...now.keys()])
  const large = [...now]
    .filter(([value, rows]) => Math.min(rows.length, before.get(value)?.length ?? 0) >= FEWEST_ROWS)
    .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
  const named = large.filter(([value]) => !looksPersonal(value))
  const segments = named.slice(0, MOST_VALUES).map(([value, rows]) => {
    const theirs = before.get(value)!
    return {
      by: { [name]: value },
      reference: theirs,
      current: rows,
      layout: layOut(pickPlaced(reference.placed, theirs), pickPlaced(current.placed, rows)),
    }
  })
  return {
    segments,
    few: values.size - large.length,
    beyond: named.length - segments.length,
    personal: large.length - named.length,
  }
}

/**
 * What of a column's values is not compared apart, and why; nothing where all are.
 *
 * @example
 * sayLeftOut('origin', { segments: [], few: 2, beyond: 0, personal: 0 })[0].because
 * // 'rows are compared apart by origin for 0 of its 2 values: 2 have fewer than 200 rows on a side'
 */
export function sayLeftOut(name: string, { beyond, few, personal, segments }: FoundSegments): DriftQuality[] {
  if (few + beyond + personal === 0) return []
  const total = segments.length + few + beyond + personal
  const reasons = [
    ...(few === 0
      ? []
      : [`${formatCount(few)} ${few === 1 ? 'has' : 'have'} fewer than ${FEWEST_ROWS} rows on a side`]),
    ...(personal === 0
      ? []
      : [`${formatCount(personal)} ${personal === 1 ? 'looks' : 'look'} personal, and no output names such a value`]),
    ...(beyond === 0
      ? []
      : [
          `${formatCount(beyond)} with enough rows ${beyond === 1 ? 'is' : 'are'} left out for the ${MOST_VALUES} with the most, which is as many as are looked at: name a column with fewer values to see drift there`,
        ]),
  ]
  return [
    {
      check: 'schema',
      column: name,
      level: beyond + personal === 0 ? 'note' : 'warning',
      because: `rows are compared apart by ${name} for ${formatCount(segments.length)} of its ${formatCount(total)} values: ${reasons.join('; ')}`,
    },
  ]
}

/** Rows without a value are in none. */
function rowsByValue(column: Column): Map<string, Uint32Array> {
  const codes = column.kind === 'text' ? column.codes : column.values
  const lists = new Map<number, number[]>()
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!
    if (Number.isNaN(code) || (column.kind === 'text' && code < 0)) continue
    const list = lists.get(code)
    if (list === undefined) lists.set(code, [row])
    else list.push(row)
  }
  return new Map([...lists.values()].map((rows) => [textAt(column, rows[0]!), Uint32Array.from(rows)]))
}
