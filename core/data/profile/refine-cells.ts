import { MOST_INTERVALS, type Places } from './condense.ts'
import { fromOrderedBits, orderedBits } from './ordered-bits.ts'

/** A cell is cut into so many at once. */
const PARTS = 2048n

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
  const limit = (2 * places.rows.reduce((sum, rows) => sum + rows, 0)) / MOST_INTERVALS
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
    places: () => replaced(places, new Map(heavy.map((at, k) => [at, cuts[k]!.parts()]))),
  }
}

function isCell({ hi, lo }: Places, at: number): boolean {
  return lo[at]! < hi[at]!
}

interface Part {
  readonly lo: number
  readonly hi: number
  readonly rows: number
}

function cutOf(lo: number, hi: number) {
  const from = orderedBits(lo)
  const size = (orderedBits(hi) | 1n) + 1n - from
  const part = size > PARTS ? size / PARTS : 1n
  const counts = new Float64Array(Number(size / part))
  return {
    count: (value: number) => {
      counts[Number((orderedBits(value) - from) / part)]!++
    },
    parts: (): Part[] =>
      [...counts.entries()]
        .filter(([, rows]) => rows > 0)
        .map(([at, rows]) => {
          const start = from + BigInt(at) * part
          return { lo: fromOrderedBits(start), hi: fromOrderedBits(start + part - 1n), rows }
        }),
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

function replaced(places: Places, cut: ReadonlyMap<number, readonly Part[]>): Places {
  const all = Array.from(
    places.lo,
    (lo, at): readonly Part[] => cut.get(at) ?? [{ lo, hi: places.hi[at]!, rows: places.rows[at]! }],
  )
    .flat()
    .sort((a, b) => a.lo - b.lo || b.hi - a.hi)
  return {
    lo: Float64Array.from(all, ({ lo }) => lo),
    hi: Float64Array.from(all, ({ hi }) => hi),
    rows: Float64Array.from(all, ({ rows }) => rows),
  }
}
