import type { ComparedNumbers } from '../compared.ts'
import { wassersteinByChance } from '../statistics/debias-wasserstein.ts'
import { kolmogorovDistance } from '../statistics/kolmogorov-distance.ts'
import { momentsOf } from '../statistics/moments-of.ts'
import type { Pooled } from '../statistics/pool.ts'
import { referenceDeviation } from '../statistics/reference-deviation.ts'
import { wasserstein } from '../statistics/wasserstein.ts'

/**
 * What the default policy needs to know of a numeric column, from its pooled rows.
 *
 * Time O(n + m).
 *
 * @param missing rows of either side without a finite value
 * @example
 * compareNumbers(pool(ascending([0, 2]), ascending([3, 5])), { reference: 0, current: 1 }).wasserstein // 3
 */
export function compareNumbers(
  pooled: Pooled,
  missing: { readonly reference: number; readonly current: number },
): ComparedNumbers {
  const { values, reference, current, n, m } = pooled
  return {
    kind: 'numbers',
    reference: { rows: n, missing: missing.reference },
    current: { rows: m, missing: missing.current },
    ks: kolmogorovDistance(pooled),
    wasserstein: wasserstein(pooled),
    byChance: wassersteinByChance(pooled),
    deviation: referenceDeviation(pooled),
    meanShift: momentsOf(values, current, m).mean - momentsOf(values, reference, n).mean,
    bins: countByDecile(pooled),
  }
}

/** A value lies in the bin of the share of reference rows that are below it; equal ones lie in one. */
function countByDecile({ values, reference, current, n }: Pooled): ComparedNumbers['bins'] {
  const bins = { reference: new Float64Array(BINS), current: new Float64Array(BINS) }
  let below = 0
  for (let k = 0; k < values.length; k++) {
    const bin = Math.min(BINS - 1, Math.floor((BINS * below) / n))
    bins.reference[bin]! += reference[k]!
    bins.current[bin]! += current[k]!
    below += reference[k]!
  }
  return bins
}

const BINS = 10
