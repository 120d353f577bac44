import type { DriftQuality } from '../../artifacts/drift.ts'
import { looksPersonal } from '../../data/quality/personal/may-quote.ts'
import type { Column } from '../../data/table.ts'
import { sayShare } from '../../say-share.ts'
import { proportionsZ } from '../statistics/proportions-z.ts'

/** Rows without a value, of all. */
export interface Missing {
  readonly missing: number
  readonly rows: number
}

/** Points by which the share of missing values has to rise or fall to be spoken of. */
const MOVED = 0.05
const SIGNIFICANT = 0.001

/**
 * Whether more, or fewer, values of a column are missing than before: by five points or from none at all, and not by chance.
 *
 * @returns none where nothing is to be said
 * @example
 * checkMissing('fare', { missing: 0, rows: 1000 }, { missing: 200, rows: 1000 })[0].because
 * // 'fare is missing in 20 % of the rows, where it was in 0 %'
 */
export function checkMissing(column: string, reference: Missing, current: Missing): DriftQuality[] {
  return moved('missing', column, { reference, current })
}

/**
 * The same of values that are infinite, which are left out of every comparison.
 *
 * @param reference infinite values as `missing`, of all rows
 * @example
 * checkInfinite('fare', { missing: 0, rows: 1000 }, { missing: 20, rows: 1000 })[0].because
 * // 'fare is infinite in 2.0 % of the rows, where it was in 0 %'
 */
export function checkInfinite(column: string, reference: Missing, current: Missing): DriftQuality[] {
  return moved('infinite', column, { reference, current })
}

function moved(
  check: 'missing' | 'infinite',
  column: string,
  { current, reference }: { readonly reference: Missing; readonly current: Missing },
): DriftQuality[] {
  if (reference.rows === 0 || current.rows === 0) return []
  const [was, is] = [reference.missing / reference.rows, current.missing / current.rows]
  if (Math.abs(is - was) < MOVED && !(was === 0 && is >= MOVED / 5)) return []
  const { pValue } = proportionsZ([reference.missing, reference.rows], [current.missing, current.rows])
  if (pValue >= SIGNIFICANT) return []
  return [
    {
      check,
      column,
      level: is > was ? 'warning' : 'note',
      because: `${column} is ${check} in ${sayShare(current.missing, current.rows)} of the rows, where it was in ${sayShare(reference.missing, reference.rows)}`,
    },
  ]
}

const SHOWN = 5

/**
 * Values of a text column that the reference never had. One that looks personal is not named.
 *
 * @param rowsOf rows of each level of `current`
 * @param sensitive whether the values may not be told
 * @example
 * checkCategories('carrier', { known: new Set(['AA']), rowsOf: new Map([['AA', 90], ['ZZ', 10]]) })[0].because
 * // 'carrier has a value that was never there before, in 10 % of the rows: ZZ'
 */
export function checkCategories(
  column: string,
  {
    known,
    rowsOf,
    sensitive = false,
  }: {
    readonly known: ReadonlySet<string>
    readonly rowsOf: ReadonlyMap<string, number>
    readonly sensitive?: boolean
  },
): DriftQuality[] {
  const fresh = [...rowsOf].filter(([level]) => !known.has(level)).sort((a, b) => b[1] - a[1])
  if (fresh.length === 0) return []
  const total = [...rowsOf.values()].reduce((sum, rows) => sum + rows, 0)
  const unseen = fresh.reduce((sum, [, rows]) => sum + rows, 0)
  const such = sensitive ? '' : sayValues(fresh.map(([level]) => level))
  const many = fresh.length === 1 ? 'a value that was' : `${fresh.length} values that were`
  return [
    {
      check: 'category',
      column,
      level: unseen / total >= MOVED ? 'warning' : 'note',
      because: `${column} has ${many} never there before, in ${sayShare(unseen, total)} of the rows${such}`,
    },
  ]
}

/** The first of them, `: AA, BB and 3 more`, as far as they may be told. */
function sayValues(values: readonly string[]): string {
  const first = values.slice(0, SHOWN)
  const told = first.filter((value) => !looksPersonal(value))
  const more = values.length - told.length
  const list = told.length === 0 ? '' : `: ${told.join(', ')}${more === 0 ? '' : ` and ${more} more`}`
  return told.length === first.length ? list : `${list}; what looks personal is not shown`
}

/** Rows of each level of a text column. */
export function rowsOfLevels(column: Extract<Column, { kind: 'text' }>): Map<string, number> {
  const counts = new Float64Array(column.levels.length)
  for (const code of column.codes) if (code >= 0) counts[code]!++
  return new Map(
    column.levels
      .map((level, code) => [level, counts[code]!])
      .filter((entry): entry is [string, number] => entry[1] !== 0),
  )
}
