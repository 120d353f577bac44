import { type Cell, cellOf, EVERYTHING } from './cell.ts'
import { byPlace, type Interval } from './interval.ts'

/** No fewer rows than this share a number, an end of an interval or a text in a profile. */
export const LEAST_ROWS = 10

/** Intervals that a column may have. */
export const MOST_INTERVALS = 1000

/** Intervals and single values in the order of `byPlace`, none of them twice. */
export interface Places {
  readonly lo: Float64Array
  readonly hi: Float64Array
  readonly rows: Float64Array
}

/** Intervals as places: equal ones are added. */
export function placesOf(intervals: readonly Interval[]): Places {
  const ordered = [...intervals].sort(byPlace)
  const first = ordered.filter((one, at) => at === 0 || byPlace(ordered[at - 1]!, one) !== 0)
  const rows = new Float64Array(first.length)
  let at = -1
  for (const one of ordered) {
    if (at < 0 || byPlace(first[at]!, one) !== 0) at++
    rows[at]! += one.rows
  }
  return { lo: Float64Array.from(first, ({ lo }) => lo), hi: Float64Array.from(first, ({ hi }) => hi), rows }
}

export interface Condensed {
  /** At least `LEAST_ROWS` rows in each, in the order of `byPlace`. */
  readonly intervals: readonly Interval[]
  /** Rows of which no more is told than that they have a finite value; may be few. */
  readonly pooled: number
}

/**
 * Sums values up in at most `MOST_INTERVALS` intervals of a fixed grid (a q-digest over 64-bit floating-point
 * numbers), so that summaries of parts can be added and summed up again. Cells with too few rows pass them
 * on to the cell around them; there they are pooled, together with its lightest interval where they alone are too few.
 * Values with many rows stay exact. Where there is room for all, nothing is given up but what `LEAST_ROWS` asks.
 *
 * Time O(n + k log n) for n places and k intervals.
 *
 * @param places `rows` are whole numbers ≥ 1
 * @see Shrivastava, Buragohain, Agrawal & Suri 2004, doi:10.1145/1031495.1031524; the pooling is ours
 * @example
 * condense({ lo: Float64Array.of(1, 2), hi: Float64Array.of(1, 2), rows: Float64Array.of(30, 3) })
 * // { intervals: [{ lo: 1, hi: 1, rows: 30 }], pooled: 3 }
 */
export function condense(places: Places): Condensed {
  const before = sumsBefore(places.rows)
  let least = Math.max(LEAST_ROWS, Math.ceil(before.at(-1)! / MOST_INTERVALS))
  let condensed = sumUp(places, before, least)
  while (least > LEAST_ROWS) {
    least = Math.max(LEAST_ROWS, Math.ceil(least / 2))
    const finer = sumUp(places, before, least)
    if (finer.intervals.length > MOST_INTERVALS) break
    condensed = finer
  }
  return condensed
}

/** @param least rows of an interval */
function sumUp(places: Places, before: Float64Array, least: number): Condensed {
  const { hi, lo, rows } = places
  const kept: Interval[] = []

  /** Keeps what it can of the places `from` to `to`, and returns the rows that are left over. */
  const keep = (from: number, to: number): number => {
    const total = before[to]! - before[from]!
    if (total < least) return total
    const cell = around(places, from, to)
    if (cell.lo === cell.hi) {
      kept.push({ lo: cell.lo, hi: cell.hi, rows: total })
      return 0
    }
    const own = lo[from] === cell.lo && hi[from] === cell.hi ? 1 : 0
    const split = firstFrom(lo, cell.middle, from + own, to)
    const first = kept.length
    const rest = (own ? rows[from]! : 0) + keep(from + own, split) + keep(split, to)
    if (rest === 0) return 0
    // What no cell holds but that of everything is told without a place: there few rows may stay alone.
    const joined = rest >= least || isEverything(cell) ? 0 : takeLightest(kept, first, 2 * least)
    if (rest + joined < least) return rest
    kept.push({ lo: cell.lo, hi: cell.hi, rows: rest + joined })
    return 0
  }

  const left = keep(0, lo.length)
  const intervals = kept.filter((interval) => !isEverything(interval)).sort(byPlace)
  return { intervals, pooled: kept.reduce((sum, one) => sum + (isEverything(one) ? one.rows : 0), left) }
}

function isEverything({ hi, lo }: Cell): boolean {
  return lo === EVERYTHING.lo && hi === EVERYTHING.hi
}

function sumsBefore(rows: Float64Array): Float64Array {
  const sums = new Float64Array(rows.length + 1)
  for (let at = 0; at < rows.length; at++) sums[at + 1] = sums[at]! + rows[at]!
  return sums
}

/** The smallest cell that holds the places `from` to `to`. Only the first of them can be larger than what spans all. */
function around({ hi, lo }: Places, from: number, to: number) {
  const first = cellOf(lo[from]!, hi[from]!)
  return first.hi >= lo[to - 1]! ? first : cellOf(lo[from]!, lo[to - 1]!)
}

/** The first place from `from` on whose `lo` is `value` or more. */
function firstFrom(lo: Float64Array, value: number, from: number, to: number): number {
  while (from < to) {
    const middle = (from + to) >>> 1
    if (lo[middle]! < value) from = middle + 1
    else to = middle
  }
  return from
}

/** Takes the interval with the fewest rows out of those from `first` on, if it has fewer than `limit`. */
function takeLightest(kept: Interval[], first: number, limit: number): number {
  let lightest = -1
  for (let at = first; at < kept.length; at++) {
    if (kept[at]!.rows < (lightest < 0 ? limit : kept[lightest]!.rows)) lightest = at
  }
  return lightest < 0 ? 0 : kept.splice(lightest, 1)[0]!.rows
}
