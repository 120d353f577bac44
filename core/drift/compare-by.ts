import type { DriftTest } from '../artifacts/drift.ts'
import { compareCounts } from './compare-counts.ts'
import { compareNumbers } from './compare-numbers.ts'
import { doesNotFit } from './does-not-fit.ts'
import type { DriftMethod } from './methods.ts'
import { countUpTo, decileEdges } from './pairs/decile-bins.ts'
import type { Counts } from './statistics/counts.ts'
import type { Pooled } from './statistics/pool.ts'

/** Two samples of a column, each with a row or more. */
export type Pair =
  | { readonly kind: 'numeric'; readonly pooled: Pooled }
  | { readonly kind: 'categorical'; readonly counts: Counts }

/**
 * Compares two samples of a column by a method of its owner's choice, to be shown beside those that decide.
 *
 * Statistics are raw. Numbers are compared as they are by the methods for numbers, `wasserstein` in standard deviations of the
 * reference, and in the bins between the reference's deciles by those for shares. PSI and KL have half a row more in each bin, so
 * that no empty one makes them infinite. `fisher` and `z` take two categories, or two different numbers. `z`, `mann_whitney`
 * and `t_test` are two-sided. Time O(n + m).
 *
 * @returns a `p_value` where the method is a test; a `reason` in place of a statistic where it does not fit the column
 * @example
 * compareBy('energy', { kind: 'numeric', pooled: pool(ascending([0]), ascending([2])) }) // { method: 'energy', statistic: 2 }
 */
export function compareBy(method: DriftMethod, pair: Pair): DriftTest {
  if (pair.kind === 'categorical') return compareCounts(method, pair.counts) ?? doesNotFit(method)
  const ofNumbers = compareNumbers(method, pair.pooled)
  if (ofNumbers !== undefined) return ofNumbers
  // Two numbers are two categories; deciles would make one bin of them where one is rare.
  const binary = method === 'fisher' || method === 'z'
  return compareCounts(method, binary ? pair.pooled : decileCounts(pair.pooled)) ?? doesNotFit(method)
}

function decileCounts(pooled: Pooled): Counts {
  return countUpTo(pooled, decileEdges(pooled))
}
