import type { Counts } from '../statistics/counts.ts'
import { wassersteinByChance } from '../statistics/debias-wasserstein.ts'
import { jensenShannon } from '../statistics/jensen-shannon.ts'
import { kolmogorovDistance } from '../statistics/kolmogorov-distance.ts'
import { momentsOf } from '../statistics/moments-of.ts'
import type { Pooled } from '../statistics/pool.ts'
import { psi } from '../statistics/psi.ts'
import { referenceDeviation } from '../statistics/reference-deviation.ts'
import { sharesOf } from '../statistics/shares.ts'
import { wasserstein } from '../statistics/wasserstein.ts'
import { countUpTo, decileEdges } from './decile-bins.ts'

/** How far two samples of a numeric column are apart, all that the default policy asks. */
export interface Distances {
  /** Kolmogorov's D, in [0, 1]. */
  readonly ks: number
  /** W1, in the unit of the values. */
  readonly wasserstein: number
  /** The W1 to expect of two samples of one source, in the same unit. */
  readonly byChance: number
  /** σ of the reference, in the same unit. */
  readonly deviation: number
  /** The mean of the current sample less that of the reference, in the same unit. */
  readonly meanShift: number
  /** Deciles of the reference, those that are equal once. */
  readonly edges: Float64Array
  /** Rows up to each edge, and beyond the last. */
  readonly bins: Counts
  /** Of the bins, with half a row more in each, so that no empty one makes it infinite. */
  readonly psi: number
  /** Of the bins as they are: distance in base 2. */
  readonly jensenShannon: number
}

/**
 * The distances of two samples from their pooled rows.
 *
 * Time O(n + m).
 *
 * @example
 * distancesOf(pool(ascending([0, 1, 3]), ascending([5, 6, 8]))).wasserstein // 5
 */
export function distancesOf(pooled: Pooled): Distances {
  const edges = decileEdges(pooled)
  const { current, m, n, reference, values } = pooled
  return {
    ks: kolmogorovDistance(pooled),
    wasserstein: wasserstein(pooled),
    byChance: wassersteinByChance(pooled),
    deviation: referenceDeviation(pooled),
    meanShift: momentsOf(values, current, m).mean - momentsOf(values, reference, n).mean,
    ...distancesOfBins(edges, countUpTo(pooled, edges)),
  }
}

/** What the bins tell. */
export function distancesOfBins(
  edges: Float64Array,
  bins: Counts,
): Pick<Distances, 'edges' | 'bins' | 'psi' | 'jensenShannon'> {
  return {
    edges,
    bins,
    psi: psi(sharesOf(bins.reference, { added: 0.5 }), sharesOf(bins.current, { added: 0.5 })),
    jensenShannon: jensenShannon(sharesOf(bins.reference), sharesOf(bins.current)),
  }
}
