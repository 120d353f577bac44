import { countInBins } from '../statistics/count-in-bins.ts'
import type { Counts } from '../statistics/counts.ts'
import type { Pooled } from '../statistics/pool.ts'
import { sturgesEdges } from './sturges-edges.ts'

/** Most different values of the reference that are a category each. */
const MOST_CATEGORIES = 20

/**
 * Evidently's bins of a numeric column, for PSI, KL and Jensen–Shannon: each value a category where the reference has 20
 * different ones or fewer, else Sturges' bins over both samples together.
 *
 * Time O(n + m).
 *
 * @param options.integers whether both columns are of an integer type
 * @see get_binned_data in evidently/legacy/calculations/stattests/utils.py, Evidently 0.7
 * @example
 * evidentlyBins(pool(ascending([1, 1, 2]), ascending([2, 3]))) // { reference: [2, 1, 0], current: [0, 1, 1] }
 */
export function evidentlyBins(pooled: Pooled, { integers = false } = {}): Counts {
  const { values, reference, current, n, m } = pooled
  if (differentInReference(pooled) <= MOST_CATEGORIES) return { reference, current }
  const edges = sturgesEdges({ low: values[0]!, high: values.at(-1)!, size: n + m, integers })
  return { reference: countInBins(values, reference, edges), current: countInBins(values, current, edges) }
}

/**
 * Its bins for Hellinger's distance alone: Sturges' over the different values of both samples, however few.
 *
 * @see evidently/legacy/calculations/stattests/hellinger_distance.py, Evidently 0.7
 * @example
 * evidentlyHellingerBins(pool(ascending([1, 1, 2]), ascending([2, 3]))) // { reference: [2, 1, 0], current: [0, 1, 1] }
 */
export function evidentlyHellingerBins({ values, reference, current }: Pooled, { integers = false } = {}): Counts {
  const edges = sturgesEdges({ low: values[0]!, high: values.at(-1)!, size: values.length, integers })
  return { reference: countInBins(values, reference, edges), current: countInBins(values, current, edges) }
}

function differentInReference({ reference }: Pooled): number {
  return reference.reduce((count, rows) => count + (rows > 0 ? 1 : 0), 0)
}
