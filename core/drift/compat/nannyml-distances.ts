import { countInBins } from '../statistics/count-in-bins.ts'
import { kolmogorovDistance } from '../statistics/kolmogorov-distance.ts'
import type { Pooled } from '../statistics/pool.ts'
import { wasserstein } from '../statistics/wasserstein.ts'
import { equalEdges } from './equal-edges.ts'

/** Rows of the reference from which NannyML looks at bins of it only. */
const ESTIMATED_FROM = 10_000
/** Bins that it then looks at. */
const BINS = 10_000

/**
 * NannyML's Kolmogorov–Smirnov distance: exact below 10,000 rows of the reference, then at the upper edges of 10,000 bins.
 *
 * Time O(n + m).
 *
 * @returns in [0, 1]
 * @see KolmogorovSmirnovStatistic in nannyml/drift/univariate/methods.py, NannyML 0.13
 * @example
 * nannymlKolmogorovSmirnov(pool(ascending([1, 2, 3, 4]), ascending([3, 4, 5, 6]))) // 0.5
 */
export function nannymlKolmogorovSmirnov(pooled: Pooled): number {
  const range = rangeOfReference(pooled)
  if (pooled.n < ESTIMATED_FROM || range.low === range.high) return kolmogorovDistance(pooled)
  const { below, reference, current } = binned(pooled, range)
  let [ofReference, ofCurrent, widest] = [0, below, 0]
  for (let k = 0; k < reference.length; k++) {
    ofReference += reference[k]!
    ofCurrent += current[k]!
    widest = Math.max(widest, Math.abs(ofReference / pooled.n - ofCurrent / pooled.m))
  }
  return widest
}

/**
 * NannyML's Wasserstein distance: exact below 10,000 rows of the reference, then exact outside of its range and by 10,000
 * bins inside, where rows below the range count one too many.
 *
 * Time O(n + m).
 *
 * @returns ≥ 0, in the unit of the values
 * @see WassersteinDistance in nannyml/drift/univariate/methods.py, NannyML 0.13
 * @example
 * nannymlWasserstein(pool(ascending([0, 1, 3]), ascending([5, 6, 8]))) // 5
 */
export function nannymlWasserstein(pooled: Pooled): number {
  if (pooled.n < ESTIMATED_FROM) return wasserstein(pooled)
  const { values, current, n, m } = pooled
  const range = rangeOfReference(pooled)
  const { below, edges, ...counts } = binned(pooled, range)
  let inside = 0
  let [ofReference, ofCurrent] = [0, below === 0 ? 0 : below + 1]
  for (let k = 0; k < counts.reference.length; k++) {
    ofReference += counts.reference[k]!
    ofCurrent += counts.current[k]!
    inside += Math.abs(ofReference / n - ofCurrent / m) * (edges[1]! - edges[0]!)
  }
  let outside = 0
  for (let k = 0; k < values.length; k++) {
    const beyond = Math.max(edges[0]! - values[k]!, values[k]! - edges.at(-1)!)
    if (beyond > 0) outside += current[k]! * beyond
  }
  return inside + outside / m
}

function rangeOfReference({ values, reference }: Pooled): { low: number; high: number } {
  return {
    low: values[reference.findIndex((rows) => rows > 0)]!,
    high: values[reference.findLastIndex((rows) => rows > 0)]!,
  }
}

/** Rows of both samples in the bins, and of the current one below them. */
function binned({ values, reference, current }: Pooled, range: { low: number; high: number }) {
  const edges = equalEdges(range, BINS)
  let below = 0
  for (let k = 0; values[k]! < edges[0]!; k++) below += current[k]!
  return {
    edges,
    below,
    reference: countInBins(values, reference, edges),
    current: countInBins(values, current, edges),
  }
}
