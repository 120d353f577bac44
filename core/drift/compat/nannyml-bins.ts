import { countInBins } from '../statistics/count-in-bins.ts'
import { type Counts, rowsOf } from '../statistics/counts.ts'
import type { Pooled } from '../statistics/pool.ts'
import { doaneEdges } from './doane-edges.ts'

/**
 * NannyML's bins of a numeric column, for Jensen–Shannon and Hellinger: Doane's of the reference alone, and what the current
 * sample has outside of them as one more bin at the end.
 *
 * NannyML appends that bin by what rounding leaves of 1 − Σ shares, here by whether there are such rows: distances near 0
 * differ by up to 1e-8, others by less than 1e-12. Time O(n + m).
 *
 * @see ContinuousJensenShannonDistance in nannyml/drift/univariate/methods.py, NannyML 0.13
 * @example
 * nannymlBins(pool(ascending([0, 1, 2, 3]), ascending([2, 9]))) // { reference: [1, 1, 2, 0], current: [0, 0, 1, 1] }
 */
export function nannymlBins({ values, reference, current, m }: Pooled): Counts {
  return nannymlBinning(values, reference)(values, current, m)
}

/**
 * The same bins for several samples beside one reference, whose rows are binned once.
 *
 * Time O(values), and for each sample O(its values + bins).
 *
 * @param values in any order
 * @param rows of each value
 * @returns what bins a sample, of so many rows in all
 * @example
 * nannymlBinning(Float64Array.of(0, 1, 2, 3), new Float64Array(4).fill(1))(Float64Array.of(2, 9), Float64Array.of(1, 1), 2) // { reference: [1, 1, 2, 0], current: [0, 0, 1, 1] }
 */
export function nannymlBinning(
  values: Float64Array,
  rows: Float64Array,
): (values: Float64Array, rows: Float64Array, size: number) => Counts {
  const edges = doaneEdges(values, rows)
  const reference = countInBins(values, rows, edges)
  return (ofSample, rowsOfSample, size) =>
    withOutside({ reference, current: countInBins(ofSample, rowsOfSample, edges) }, size)
}

/**
 * The same of a column of categories: those of the reference, and all new ones as one.
 *
 * @see CategoricalJensenShannonDistance in nannyml/drift/univariate/methods.py, NannyML 0.13
 * @example
 * nannymlCategories({ reference: [3, 2, 0, 0], current: [1, 0, 4, 5] }) // { reference: [3, 2, 0], current: [1, 0, 9] }
 */
export function nannymlCategories({ reference, current }: Counts): Counts {
  const known = (counts: ArrayLike<number>) => Float64Array.from(counts).filter((_, k) => reference[k]! > 0)
  return withOutside({ reference: known(reference), current: known(current) }, rowsOf(current))
}

function withOutside({ reference, current }: Counts, rows: number): Counts {
  const outside = rows - rowsOf(current)
  if (outside === 0) return { reference, current }
  return {
    reference: Float64Array.of(...Array.from(reference), 0),
    current: Float64Array.of(...Array.from(current), outside),
  }
}
