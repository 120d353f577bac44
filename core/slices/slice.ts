import type { Column } from '../data/table.ts'
import { UserError } from '../errors.ts'
import { formatCount } from '../format-number.ts'
import { type Cut, cutColumn } from './cut-column.ts'

/** Rows that share a value, or two. */
export interface Slice {
  /** Column → value, as people read it. */
  readonly by: Readonly<Record<string, string>>
  /** Ascending. */
  readonly rows: Uint32Array
  /** True when a search found it on other rows than these. */
  readonly found: boolean
}

/** Fewer rows than this are shown but not judged. */
export const FEWEST_ROWS = 200

/** More values than this name rows, not kinds of rows: each would be judged, and the report would drown. */
const MOST_SLICES = 1000

/** Says why a slice is not judged; null when it has enough rows. */
export function tooSmall({ rows }: Slice): string | null {
  return rows.length < FEWEST_ROWS ? `${rows.length} rows, at least ${FEWEST_ROWS} are needed for a verdict` : null
}

/**
 * One slice for each part of a column (see `cutColumn`). Together they hold every row once.
 *
 * @throws {UserError} if the column has more than 1,000 parts
 * @example
 * slicesBy('late', { kind: 'number', type: 'boolean', values: Float64Array.of(1, 0, 1) }).map(({ by }) => by.late) // ['false', 'true']
 */
export function slicesBy(name: string, column: Column): Slice[] {
  const cut = cutColumn(column)
  if (cut.labels.length > MOST_SLICES) {
    throw new UserError(
      `Unexpected slices by \`${name}\`, which has ${formatCount(cut.labels.length)} values, expected at most ${formatCount(MOST_SLICES)}; ` +
        'group them into fewer in `data.prepare`',
    )
  }
  return rowsByPart(cut).map((rows, part) => ({ by: { [name]: cut.labels[part]! }, rows, found: false }))
}

/** The rows of each part, ascending; all in one allocation. */
export function rowsByPart({ codes, labels }: Cut): Uint32Array[] {
  const ends = new Uint32Array(labels.length)
  for (const part of codes) ends[part]!++
  for (let part = 1; part < ends.length; part++) ends[part]! += ends[part - 1]!
  const starts = Uint32Array.from(ends, (_, part) => (part === 0 ? 0 : ends[part - 1]!))
  const next = starts.slice()
  const rows = new Uint32Array(codes.length)
  codes.forEach((part, row) => {
    rows[next[part]!++] = row
  })
  return Array.from(starts, (start, part) => rows.subarray(start, ends[part]))
}
