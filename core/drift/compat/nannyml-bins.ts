import { countInBins } from '../statistics/count-in-bins.ts'
import type { Counts } from '../statistics/counts.ts'
import type { Pooled } from '../statistics/pool.ts'
import { doaneEdges } from './doane-edges.ts'

/**
 * NannyML's bins of a numeric column, for Jensen–Shannon and Hellinger: Doane's bins of the reference where it has more
 * than 50 different values or they are more than a tenth of its rows, else each of its values a category. What the current
 * sample has outside of them is one more bin at the end.
 *
 * NannyML appends that bin by what rounding leaves of 1 − Σ shares, here by whether there are such rows: distances differ by
 * less than 1e-8. Time O(n + m).
 *
 * @see JensenShannonDistance in nannyml/drift/univariate/methods.py, NannyML 0.13
 * @example
 * nannymlBins(pool(ascending([0, 1, 2, 3]), ascending([2, 9]))) // { reference: [1, 1, 2, 0], current: [0, 0, 1, 1] }
 */
export function nannymlBins({ values, reference, current, n, m }: Pooled): Counts {
  const known = reference.reduce((count, rows) => count + (rows > 0 ? 1 : 0), 0)
  const continuous = known > 50 || known / n > 0.1
  const edges = continuous ? doaneEdges(values, reference) : undefined
  const inBins = (rows: Float64Array) =>
    edges === undefined ? rows.filter((_, k) => reference[k]! > 0) : countInBins(values, rows, edges)
  const [expected, found] = [inBins(reference), inBins(current)]
  const outside = m - found.reduce((sum, rows) => sum + rows, 0)
  if (outside === 0) return { reference: expected, current: found }
  return { reference: Float64Array.of(...expected, 0), current: Float64Array.of(...found, outside) }
}
