import type { DriftTest } from '../artifacts/drift.ts'
import type { DriftMethod } from './methods.ts'
import type { Tested } from './statistics/tested.ts'

/**
 * A test's answer as drift.json holds it.
 *
 * @example
 * testedAs('ks', { statistic: 1, pValue: 0.1 }) // { method: 'ks', statistic: 1, p_value: 0.1 }
 */
export function testedAs(method: DriftMethod, { statistic, pValue }: Tested): DriftTest {
  // A normal's tail in both directions may come to a little above 1.
  return { ...measuredAs(method, statistic), p_value: Math.min(1, pValue) }
}

/**
 * A distance as drift.json holds it: JSON has no infinity.
 *
 * @example
 * measuredAs('wasserstein', Infinity) // { method: 'wasserstein', statistic: null }
 */
export function measuredAs(method: DriftMethod, statistic: number): DriftTest {
  return { method, statistic: Number.isFinite(statistic) ? statistic : null }
}
