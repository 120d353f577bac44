import type { NumberShape } from '../../artifacts/column-shape.ts'
import { numberShape, walkPooled } from '../shape/number-shape.ts'
import { shapeInGrid } from '../shape/walk-grid.ts'
import { compareInGrid } from './compare-in-grid.ts'
import { countInGrid } from './count-in-grid.ts'
import { type Distances, distancesOf } from './distances.ts'
import { type Few, fewValues } from './few-values.ts'
import { finiteOf } from './finite-of.ts'
import { gridFor } from './grid.ts'
import { poolNumbers } from './pool-numbers.ts'

/** A number of the reference, and the same of the current sample. */
export interface OfBoth {
  readonly reference: number
  readonly current: number
}

/** Two samples of a numeric column, compared. */
export interface ComparedPair {
  /** Finite rows, of which alone all else tells. */
  readonly rows: OfBoth
  /** Rows without a value. */
  readonly missing: OfBoth
  /** Rows with ∞ or −∞. */
  readonly infinite: OfBoth
  /** Undefined where a sample has no finite row. */
  readonly distances: Distances | undefined
  /** Rows of each value where both samples have no more than ten. */
  readonly few: Few | undefined
  /** What a picture is made of; undefined where there can be none. */
  readonly shape: NumberShape | undefined
}

/** From so many rows of both on it pays not to sort them. */
const MANY_ROWS = 2 ** 15

/**
 * All that the default policy asks of two samples of a numeric column, at once.
 *
 * Exact, whichever way is taken; where many rows hardly repeat they are not sorted but counted in 65,536 cells, see
 * `compareInGrid`. Time O(n + m); memory a few MB, 40 bytes a row where rows are sorted.
 *
 * @param reference rows in any order, NaN where there is no value; not modified
 * @param current in the same unit
 * @example
 * comparePair(Float64Array.of(0, 1, 3, NaN), Float64Array.of(5, 6, 8)).distances.wasserstein // 5
 */
export function comparePair(reference: Float64Array, current: Float64Array): ComparedPair {
  const many = reference.length + current.length >= MANY_ROWS
  return (many ? comparedInGrid(reference, current) : undefined) ?? comparedInOrder(reference, current)
}

function comparedInGrid(reference: Float64Array, current: Float64Array): ComparedPair | undefined {
  const grid = gridFor(reference, current)
  if (grid === undefined) return undefined
  const [first, second] = [countInGrid(reference, grid), countInGrid(current, grid)]
  if (first.size === 0 || second.size === 0) return undefined
  const distances = compareInGrid(grid, first, second)
  // Where differences of values are beyond all numbers.
  if (!Number.isFinite(distances.wasserstein + distances.byChance + distances.deviation)) return undefined
  return {
    rows: { reference: first.size, current: second.size },
    missing: { reference: first.missing, current: second.missing },
    infinite: { reference: first.infinite, current: second.infinite },
    distances,
    few: undefined,
    shape: shapeInGrid(grid, first, second),
  }
}

function comparedInOrder(reference: Float64Array, current: Float64Array): ComparedPair {
  const [first, second] = [finiteOf(reference), finiteOf(current)]
  const pooled =
    first.values.length > 0 && second.values.length > 0 ? poolNumbers(first.values, second.values) : undefined
  return {
    rows: { reference: first.values.length, current: second.values.length },
    missing: { reference: first.missing, current: second.missing },
    infinite: { reference: first.infinite, current: second.infinite },
    distances: pooled && distancesOf(pooled),
    few: pooled && fewValues(pooled),
    shape: pooled && numberShape(walkPooled(pooled)),
  }
}
