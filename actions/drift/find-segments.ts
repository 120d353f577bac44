import { type Column, textAt } from '../../core/data/table.ts'
import { type Layout, layOut, type Placed, type TooFewBlocks } from '../../core/drift/policy/lay-out.ts'
import { FEWEST_ROWS } from '../../core/drift/policy/limits.ts'
import { pickPlaced } from './read-placed.ts'

/** Rows of both sides with one value of a column. */
export interface Segment {
  readonly by: Readonly<Record<string, string>>
  readonly reference: Uint32Array
  readonly current: Uint32Array
  readonly layout: Layout | TooFewBlocks | undefined
}

/** Each value is a comparison of every feature more: those with the most rows are looked at. */
const MOST_VALUES = 20

interface Side {
  readonly column: Column
  readonly placed: Placed
}

/** The segments by one column that have enough rows on both sides, those with the most rows in the window first. */
export function findSegments(name: string, reference: Side, current: Side): Segment[] {
  const [before, now] = [rowsByValue(reference.column), rowsByValue(current.column)]
  return [...now]
    .filter(([value, rows]) => Math.min(rows.length, before.get(value)?.length ?? 0) >= FEWEST_ROWS)
    .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_VALUES)
    .map(([value, rows]) => {
      const theirs = before.get(value)!
      return {
        by: { [name]: value },
        reference: theirs,
        current: rows,
        layout: layOut(pickPlaced(reference.placed, theirs), pickPlaced(current.placed, rows)),
      }
    })
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
