import type { Column } from './data/table.ts'
import { UserError } from './errors.ts'
import type { Groups } from './metrics/metric.ts'

/**
 * Rows that share a value of a column form one group. Rows whose value is missing form one group
 * together: that widens intervals rather than narrowing them by mistake. Time O(n).
 *
 * @example
 * groupsOf({ kind: 'text', codes: Int32Array.of(1, 0, 1), levels: ['a', 'b'] }).count // 2
 */
export function groupsOf(column: Column): Groups {
  return dense(column.kind === 'text' ? column.codes : column.values)
}

/**
 * Rows of one stretch of time form one group; stretches start at 1970-01-01, UTC.
 *
 * @param every length of a stretch in milliseconds, > 0
 * @param name how the message calls the column
 * @throws {UserError} if the column does not hold times
 */
export function groupsByTime(column: Column, every: number, name: string): Groups {
  if (column.kind === 'number' && column.type === 'time')
    return dense(column.values.map((time) => Math.floor(time / every)))
  const found = column.kind === 'text' ? 'text' : column.type
  throw new UserError(
    `Unexpected type of column \`${name}\`: ${found}, expected times; name a column of dates or timestamps`,
  )
}

/** The groups of the rows listed, in that order; groups without a row are gone. */
export function pickGroups(groups: Groups, rows: Uint32Array): Groups {
  return dense(Uint32Array.from(rows, (row) => groups.codes[row]!))
}

/** Numbers groups 0, 1, … by first appearance. A Map holds NaN like any other key. */
function dense(values: ArrayLike<number>): Groups {
  const known = new Map<number, number>()
  const codes = Uint32Array.from(values, (value) => {
    const code = known.get(value) ?? known.size
    if (code === known.size) known.set(value, code)
    return code
  })
  return { codes, count: known.size }
}
