import { randomBits } from '../../stats/random.ts'
import type { DriftMethod } from '../methods.ts'
import { andersonDarling } from '../statistics/anderson-darling.ts'
import { categoriesOf } from '../statistics/chi-square-homogeneity.ts'
import { type Counts, rowsOf } from '../statistics/counts.ts'
import { cramerVonMises } from '../statistics/cramer-von-mises.ts'
import { energyDistance } from '../statistics/energy-distance.ts'
import { eppsSingleton } from '../statistics/epps-singleton.ts'
import { fisherExact } from '../statistics/fisher-exact.ts'
import { gOfFit, goodnessOfFit } from '../statistics/goodness-of-fit.ts'
import { hellinger } from '../statistics/hellinger.ts'
import { jensenShannon } from '../statistics/jensen-shannon.ts'
import { kolmogorovSmirnov } from '../statistics/kolmogorov-smirnov.ts'
import { kullbackLeibler } from '../statistics/kullback-leibler.ts'
import { mannWhitney } from '../statistics/mann-whitney.ts'
import { proportionsZ } from '../statistics/proportions-z.ts'
import { psi } from '../statistics/psi.ts'
import { sharesOf } from '../statistics/shares.ts'
import { tTest } from '../statistics/t-test.ts'
import type { Tested } from '../statistics/tested.ts'
import { totalVariationTest } from '../statistics/total-variation-test.ts'
import { wassersteinInDeviations } from '../statistics/wasserstein.ts'
import { evidentlyBins, evidentlyHellingerBins } from './evidently-bins.ts'
import type { EvidentlySamples } from './evidently-samples.ts'
import { evidentlyShares } from './evidently-shares.ts'

/** A distance, a test, or why there is none. */
export type Answer = number | Tested | string

type Numerical = Extract<EvidentlySamples, { type: 'numerical' }>

const OF_NUMBERS: Partial<Record<DriftMethod, (samples: Numerical) => Answer>> = {
  ks: ({ pooled }) => kolmogorovSmirnov(pooled),
  wasserstein: ({ pooled }) => wassersteinInDeviations(pooled, { least: 0.001 }),
  cramer_von_mises: ({ pooled }) => withRows(2, pooled) ?? cramerVonMises(pooled),
  mann_whitney: ({ pooled }) => mannWhitney(pooled, { alternative: 'less' }),
  energy: ({ pooled }) => energyDistance(pooled),
  anderson_darling: ({ pooled }) => withRows(2, pooled) ?? andersonDarling(pooled),
  t_test: ({ pooled }) => withRows(2, pooled) ?? tTest(pooled),
  epps_singleton: ({ pooled }) => withRows(5, pooled) ?? eppsSingleton(pooled),
  psi: (samples) => OF_COUNTS.psi!(evidentlyBins(samples.pooled, samples), 0),
  js: (samples) => OF_COUNTS.js!(evidentlyBins(samples.pooled, samples), 0),
  kl: (samples) => OF_COUNTS.kl!(evidentlyBins(samples.pooled, samples), 0),
  hellinger: (samples) => OF_COUNTS.hellinger!(evidentlyHellingerBins(samples.pooled, samples), 0),
  // What Evidently itself takes for numbers of few values; by name it has neither for numbers.
  chi_square: ({ pooled }) => (pooled.values.length <= 5 ? goodnessOfFit(pooled) : NOT_FOR_NUMBERS),
  z: ({ pooled }) => (pooled.values.length <= 5 ? firstAgainstRest(pooled) : NOT_FOR_NUMBERS),
}

const OF_COUNTS: Partial<Record<DriftMethod, (counts: Counts, seed: number) => Answer>> = {
  psi: ({ reference, current }) => psi(evidentlyShares(reference), evidentlyShares(current)),
  // SciPy's entropy makes shares of them again.
  kl: ({ reference, current }) =>
    kullbackLeibler(sharesOf(evidentlyShares(reference)), sharesOf(evidentlyShares(current))),
  js: ({ reference, current }) => jensenShannon(sharesOf(reference), sharesOf(current), { base: Math.E }),
  hellinger: ({ reference, current }) => hellinger(sharesOf(reference), sharesOf(current)),
  chi_square: goodnessOfFit,
  g_test: gOfFit,
  z: firstAgainstRest,
  fisher: fisher,
  tvd: (counts, seed) => {
    const { statistic, asExtreme } = totalVariationTest(counts, { permutations: PERMUTATIONS, bits: randomBits(seed) })
    return { statistic, pValue: asExtreme / PERMUTATIONS }
  },
}

const PERMUTATIONS = 1000
const NOT_FOR_NUMBERS = 'Evidently has this test for columns of categories only'

/**
 * The statistic of one of Evidently's tests, by Evidently's own definition.
 *
 * @returns undefined where Evidently has no such test for columns of this type
 * @example
 * evidentlyStatistic('hellinger', { type: 'categorical', counts: { reference: [1, 1], current: [1, 0] } }, 7) // 0.5411961001
 */
export function evidentlyStatistic(method: DriftMethod, samples: EvidentlySamples, seed: number): Answer | undefined {
  return samples.type === 'numerical' ? OF_NUMBERS[method]?.(samples) : OF_COUNTS[method]?.(samples.counts, seed)
}

function withRows(least: number, { n, m }: { n: number; m: number }): string | undefined {
  const fewer = Math.min(n, m)
  return fewer < least ? `Evidently's test compares ${least} rows or more of each, not ${fewer}` : undefined
}

/** Rows of all categories but the first in order, which are what Evidently counts. */
function firstAgainstRest({ reference, current }: Counts): Tested {
  const [n, m] = [rowsOf(reference), rowsOf(current)]
  return proportionsZ([n - reference[0]!, n], [m - current[0]!, m])
}

function fisher(counts: Counts): Answer {
  const categories = categoriesOf(counts)
  if (categories > 2) return `Evidently's test compares two categories, and this column has ${categories}`
  const [[a = 0, b = 0], [c = 0, d = 0]] = [counts.reference, counts.current].map((rows) => Array.from(rows)) as [
    number[],
    number[],
  ]
  return {
    statistic: (a * d) / (b * c),
    pValue: fisherExact([
      [a, b],
      [c, d],
    ]),
  }
}
