import type { DriftTest } from '../artifacts/drift.ts'
import type { DriftMethod } from './methods.ts'
import { andersonDarling } from './statistics/anderson-darling.ts'
import { cramerVonMises } from './statistics/cramer-von-mises.ts'
import { energyDistance } from './statistics/energy-distance.ts'
import { eppsSingleton } from './statistics/epps-singleton.ts'
import { kolmogorovSmirnov } from './statistics/kolmogorov-smirnov.ts'
import { mannWhitney } from './statistics/mann-whitney.ts'
import type { Pooled } from './statistics/pool.ts'
import { tTest } from './statistics/t-test.ts'
import type { Tested } from './statistics/tested.ts'
import { wassersteinInDeviations } from './statistics/wasserstein.ts'
import { measuredAs, testedAs } from './tested-as.ts'
import { unanswered } from './unanswered.ts'

const TESTS: Partial<Record<DriftMethod, { of: (pooled: Pooled) => Tested; least: number }>> = {
  ks: { of: kolmogorovSmirnov, least: 1 },
  cramer_von_mises: { of: cramerVonMises, least: 2 },
  mann_whitney: { of: mannWhitney, least: 1 },
  anderson_darling: { of: andersonDarling, least: 2 },
  t_test: { of: tTest, least: 2 },
  epps_singleton: { of: eppsSingleton, least: 5 },
}

const DISTANCES: Partial<Record<DriftMethod, (pooled: Pooled) => number>> = {
  wasserstein: wassersteinInDeviations,
  energy: energyDistance,
}

/** Methods that compare numbers as they are. */
export const NUMBER_METHODS = [...Object.keys(TESTS), ...Object.keys(DISTANCES)]

/**
 * Compares two samples by one of the methods for numbers.
 *
 * @returns undefined where the method is none of them
 * @example
 * compareNumbers('energy', pool(ascending([0]), ascending([2]))) // { method: 'energy', statistic: 2 }
 */
export function compareNumbers(method: DriftMethod, pooled: Pooled): DriftTest | undefined {
  const [test, distance] = [TESTS[method], DISTANCES[method]]
  if (distance !== undefined) return measuredAs(method, distance(pooled))
  if (test === undefined) return undefined
  const fewer = Math.min(pooled.n, pooled.m)
  if (fewer >= test.least) return testedAs(method, test.of(pooled))
  return unanswered(method, `${method} compares ${test.least} rows or more of each, not ${fewer}`)
}
