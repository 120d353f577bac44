/** What a walk from the lowest row to the highest adds up. */
export interface GapSweep {
  /** Walks to a place, then takes the rows that lie there. */
  readonly step: (to: number, reference: number, current: number) => void
  /** Walks past rows whose order is not known, in which the gap keeps its sign. */
  readonly skip: (cell: SkippedCell) => void
  readonly widest: () => number
  readonly area: () => number
  readonly chance: () => number
  /** Rows walked past. */
  readonly reference: () => number
  readonly current: () => number
}

/** Rows between the place of the walk and `to`. */
interface SkippedCell {
  readonly to: number
  readonly reference: number
  readonly current: number
  /** How far before `to` the rows of the reference lie, added up. */
  readonly ofReference: number
  readonly ofCurrent: number
}

/**
 * A walk under which the gap of two distribution functions opens and closes: its widest, in rows · rows; its area, in rows ·
 * rows · unit; and ∫ √(k (n + m − k)), k the rows of both so far.
 *
 * @param n rows of the reference
 * @param m rows of the current sample
 */
export function gapSweep(n: number, m: number): GapSweep {
  const both = n + m
  let [place, inReference, inCurrent] = [0, 0, 0]
  let [gap, root] = [0, 0]
  let [widest, area, chance] = [0, 0, 0]
  const take = (reference: number, current: number) => {
    inReference += reference
    inCurrent += current
    // In whole numbers, so that equal shares are equal.
    gap = inReference * m - inCurrent * n
    root = Math.sqrt((inReference + inCurrent) * (both - inReference - inCurrent))
    widest = Math.max(widest, Math.abs(gap))
  }
  return {
    step(to, reference, current) {
      area += Math.abs(gap) * (to - place)
      chance += root * (to - place)
      place = to
      if (reference + current > 0) take(reference, current)
    },
    skip({ to, reference, current, ofReference, ofCurrent }) {
      const width = to - place
      const [before, rows] = [inReference + inCurrent, reference + current]
      const [gapBefore, rootBefore] = [gap, root]
      take(reference, current)
      area += Math.abs(gapBefore * width + m * ofReference - n * ofCurrent)
      // The root is concave in k: its mean lies between its chord at the mean of k, and itself there.
      const mean = Math.min(rows, Math.max(0, (ofReference + ofCurrent) / width))
      const chord = rootBefore + ((root - rootBefore) * mean) / rows
      chance += ((chord + Math.sqrt((before + mean) * (both - before - mean))) / 2) * width
      place = to
    },
    widest: () => widest,
    area: () => area,
    chance: () => chance,
    reference: () => inReference,
    current: () => inCurrent,
  }
}
