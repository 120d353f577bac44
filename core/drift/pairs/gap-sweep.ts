/** A walk from the lowest row to the highest, as `gapSweep` starts it. */
export interface GapSweep {
  /** Rows of the reference, of the current sample, and of both. */
  readonly n: number
  readonly m: number
  readonly both: number
  /** What changes, by the places in `AT`: in an array, since Node would make an object of each number that closures share. */
  readonly at: Float64Array
}

/** Places of what a walk knows. */
export const AT = {
  place: 0,
  /** Rows walked past. */
  reference: 1,
  current: 2,
  /** Rows of the reference so far · m, less those of the current sample · n. */
  gap: 3,
  /** √(k (n + m − k)), k the rows of both so far. */
  root: 4,
  /** The widest gap, in rows · rows. */
  widest: 5,
  /** The area of the gap, in rows · rows · unit. */
  area: 6,
  /** ∫ `root`. */
  chance: 7,
} as const

/** Places of what is known of rows between the place of a walk and `to`, of which the order is not. */
export const SKIPPED = {
  to: 0,
  reference: 1,
  current: 2,
  /** How far before `to` the rows of both lie, added up. */
  ofReference: 3,
  ofCurrent: 4,
} as const

/**
 * A walk under which the gap of two distribution functions opens and closes.
 *
 * @param n rows of the reference
 * @param m rows of the current sample
 */
export function gapSweep(n: number, m: number): GapSweep {
  return { n, m, both: n + m, at: new Float64Array(8) }
}

/** Walks to a place, then takes the rows that lie there. */
export function stepTo(sweep: GapSweep, to: number, reference: number, current: number): void {
  const { at } = sweep
  const width = to - at[AT.place]!
  at[AT.area]! += Math.abs(at[AT.gap]!) * width
  at[AT.chance]! += at[AT.root]! * width
  at[AT.place] = to
  if (reference + current > 0) take(sweep, reference, current)
}

/** Walks past rows whose order is not known, in which the gap keeps its sign. @param cell as `SKIPPED` says */
export function skipTo(sweep: GapSweep, cell: Float64Array): void {
  const { at, both, m, n } = sweep
  const width = cell[SKIPPED.to]! - at[AT.place]!
  const before = at[AT.reference]! + at[AT.current]!
  const rows = cell[SKIPPED.reference]! + cell[SKIPPED.current]!
  const gapBefore = at[AT.gap]!
  const rootBefore = at[AT.root]!
  take(sweep, cell[SKIPPED.reference]!, cell[SKIPPED.current]!)
  const ofReference = cell[SKIPPED.ofReference]!
  const ofCurrent = cell[SKIPPED.ofCurrent]!
  at[AT.area]! += Math.abs(gapBefore * width + m * ofReference - n * ofCurrent)
  // The root is concave in k: its mean lies between its chord at the mean of k, and itself there.
  const mean = Math.min(rows, Math.max(0, (ofReference + ofCurrent) / width))
  const chord = rootBefore + ((at[AT.root]! - rootBefore) * mean) / rows
  at[AT.chance]! += ((chord + Math.sqrt((before + mean) * (both - before - mean))) / 2) * width
  at[AT.place] = cell[SKIPPED.to]!
}

function take({ at, both, m, n }: GapSweep, reference: number, current: number): void {
  const inReference = at[AT.reference]! + reference
  const inCurrent = at[AT.current]! + current
  // In whole numbers, so that equal shares are equal.
  const gap = inReference * m - inCurrent * n
  at[AT.reference] = inReference
  at[AT.current] = inCurrent
  at[AT.gap] = gap
  at[AT.root] = Math.sqrt((inReference + inCurrent) * (both - inReference - inCurrent))
  at[AT.widest] = Math.max(at[AT.widest]!, Math.abs(gap))
}
