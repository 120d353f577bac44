import { decileRanks } from './decile-bins.ts'

interface Cells {
  /** Rows of each cell, the outer ones at both ends. */
  readonly reference: ArrayLike<number>
  readonly current: ArrayLike<number>
  readonly n: number
  readonly m: number
}

/** Rows of a cell, as a share of H(1 − H), up to which the mean of the root is known to a relative 0.01² / 64. */
const MOST_OF_ROOT = 0.01

/**
 * The cells whose rows must be in order for distances to be exact: those in which the gap may be wider than at the end of any
 * cell, or change its sign, or in which a decile of the reference lies; the outer ones; and those with so many rows that √(H(1 − H))
 * is not nearly a line in them.
 *
 * Time O(cells).
 *
 * @returns 1 for each of them
 * @example
 * askedCells({ reference: [0, 5, 5, 0], current: [0, 5, 5, 0], n: 10, m: 10 }) // [0, 1, 1, 0]
 */
export function askedCells({ reference, current, n, m }: Cells): Uint8Array {
  const asked = new Uint8Array(reference.length)
  const widest = widestAtEnds({ reference, current, n, m })
  const ranks = decileRanks(n)
  const both = n + m
  let inReference = 0
  let inBoth = 0
  let gap = 0
  let tenth = 0
  for (let cell = 0; cell < asked.length; cell++) {
    const r = reference[cell]!
    const c = current[cell]!
    if (r + c === 0) continue
    const lowest = gap - c * n
    const highest = gap + r * m
    inReference += r
    const holdsDecile = inReference >= ranks[tenth]!
    while (inReference >= ranks[tenth]!) tenth++
    const variance = Math.min(inBoth * (both - inBoth), (inBoth + r + c) * (both - inBoth - r - c))
    inBoth += r + c
    const outer = cell === 0 || cell === asked.length - 1
    const changesSign = lowest < 0 && highest > 0
    const mayBeWidest = Math.max(highest, -lowest) > widest
    const bends = (r + c) * both > MOST_OF_ROOT * variance
    if (outer || holdsDecile || changesSign || mayBeWidest || bends) asked[cell] = 1
    gap += r * m - c * n
  }
  return asked
}

function widestAtEnds({ reference, current, n, m }: Cells): number {
  let [gap, widest] = [0, 0]
  for (let cell = 0; cell < reference.length; cell++) {
    gap += reference[cell]! * m - current[cell]! * n
    widest = Math.max(widest, Math.abs(gap))
  }
  return widest
}
