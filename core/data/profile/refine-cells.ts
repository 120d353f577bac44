import { MOST_INTERVALS, type Places } from './condense.ts'
import { fromHalves, highHalf, lowHalf } from './ordered-bits.ts'

/** A cell is cut into so many at once. */
const PARTS = 2048

/** Cells with more than this share of the rows are cut. */
const HEAVY = 4 / MOST_INTERVALS

/** Counts the values of some cells again, in smaller cells. */
export interface CellRefiner {
  readonly add: (values: Float64Array) => void
  /** All cells, those that were cut among them. */
  readonly places: () => Places
}

/**
 * Finds the cells that hold too many rows for their size to be summed up well, such as all values of a narrow
 * distribution with an outlier far away, and cuts them.
 *
 * @param places disjoint cells, and single values that are not counted in the cells around them
 * @returns undefined where none is too heavy
 */
export function refiner(places: Places): CellRefiner | undefined {
  const limit = HEAVY * places.rows.reduce((sum, rows) => sum + rows, 0)
  const heavy = Array.from(places.rows.keys()).filter((at) => places.rows[at]! > limit && isCell(places, at))
  if (heavy.length === 0) return undefined
  const lo = Float64Array.from(heavy, (at) => places.lo[at]!)
  const hi = Float64Array.from(heavy, (at) => places.hi[at]!)
  const known = new Set(places.lo.filter((_, at) => !isCell(places, at)))
  const cuts = heavy.map((_, at) => cutOf(lo[at]!, hi[at]!))
  return {
    add(values) {
      for (const value of values) {
        const at = lastUpTo(lo, value)
        if (at >= 0 && value <= hi[at]! && !known.has(value)) cuts[at]!.count(value)
      }
    },
    places: () => replaced(places, new Map(heavy.map((at, k) => [at, cuts[k]!]))),
  }
}

function isCell({ hi, lo }: Places, at: number): boolean {
  return lo[at]! < hi[at]!
}

/** A cell of the first pass has fewer than 2⁵³ numbers, so that they can be counted without a bigint. */
function cutOf(lo: number, hi: number) {
  const [high, low] = [highHalf(lo), lowHalf(lo)]
  const before = (value: number) => (highHalf(value) - high) * 2 ** 32 + (lowHalf(value) - low)
  const part = Math.max(1, 2 ** Math.round(Math.log2(before(hi) + 1)) / PARTS)
  const counts = new Float64Array(PARTS)
  const numberAt = (numbers: number) => {
    const lower = low + numbers
    return fromHalves(high + Math.floor(lower / 2 ** 32), lower % 2 ** 32)
  }
  return {
    count: (value: number) => {
      counts[Math.floor(before(value) / part)]!++
    },
    /** Calls `put` with each part that has rows. */
    parts: (put: (lo: number, hi: number, rows: number) => void) => {
      for (const [at, rows] of counts.entries())
        if (rows > 0) put(numberAt(at * part), numberAt((at + 1) * part - 1), rows)
    },
  }
}

/** The last of `lo` that is `value` or less; −1 if none is. */
function lastUpTo(lo: Float64Array, value: number): number {
  let from = 0
  let to = lo.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if (lo[middle]! <= value) from = middle + 1
    else to = middle
  }
  return from - 1
}

/** The places with each that was cut replaced by its parts, still in their order. */
function replaced(places: Places, cuts: ReadonlyMap<number, ReturnType<typeof cutOf>>): Places {
  const all: { lo: number[]; hi: number[]; rows: number[] } = { lo: [], hi: [], rows: [] }
  const put = (lo: number, hi: number, rows: number) => {
    all.lo.push(lo)
    all.hi.push(hi)
    all.rows.push(rows)
  }
  let at = 0
  /** Single values lie behind the cell around them, and so among its parts. */
  const putBelow = (end: number) => {
    for (; at < places.lo.length && places.lo[at]! < end; at++) put(places.lo[at]!, places.hi[at]!, places.rows[at]!)
  }
  for (const [cell, cut] of cuts) {
    putBelow(places.lo[cell]!)
    at++
    cut.parts((lo, hi, rows) => {
      putBelow(lo)
      put(lo, hi, rows)
    })
  }
  putBelow(Number.POSITIVE_INFINITY)
  return { lo: Float64Array.from(all.lo), hi: Float64Array.from(all.hi), rows: Float64Array.from(all.rows) }
}
