import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { evidentlyBins, evidentlyHellingerBins } from '../../../core/drift/compat/evidently-bins.ts'
import { evidentlyMethod } from '../../../core/drift/compat/evidently-method.ts'
import { evidentlyShares } from '../../../core/drift/compat/evidently-shares.ts'
import { andersonDarling } from '../../../core/drift/statistics/anderson-darling.ts'
import type { Counts } from '../../../core/drift/statistics/counts.ts'
import { cramerVonMises } from '../../../core/drift/statistics/cramer-von-mises.ts'
import { energyDistance } from '../../../core/drift/statistics/energy-distance.ts'
import { eppsSingleton } from '../../../core/drift/statistics/epps-singleton.ts'
import { gOfFit, goodnessOfFit } from '../../../core/drift/statistics/goodness-of-fit.ts'
import { hellinger } from '../../../core/drift/statistics/hellinger.ts'
import { jensenShannon } from '../../../core/drift/statistics/jensen-shannon.ts'
import { kolmogorovSmirnov } from '../../../core/drift/statistics/kolmogorov-smirnov.ts'
import { kullbackLeibler } from '../../../core/drift/statistics/kullback-leibler.ts'
import { mannWhitney } from '../../../core/drift/statistics/mann-whitney.ts'
import type { Pooled } from '../../../core/drift/statistics/pool.ts'
import { proportionsZ } from '../../../core/drift/statistics/proportions-z.ts'
import { psi } from '../../../core/drift/statistics/psi.ts'
import { sharesOf } from '../../../core/drift/statistics/shares.ts'
import { tTest } from '../../../core/drift/statistics/t-test.ts'
import { wassersteinInDeviations } from '../../../core/drift/statistics/wasserstein.ts'
import { close } from '../../close.ts'
import { pooled } from '../fixture.ts'

type Scores = Readonly<Record<string, readonly [score: number, drifted: boolean]>>

/** What evidently_reference.py wrote. */
interface Evidently {
  readonly columns: readonly {
    readonly name: string
    readonly integers: boolean
    readonly reference: readonly number[]
    readonly current: readonly number[]
    readonly method: string
    readonly score: number
    readonly drifted: boolean
    readonly numeric: Scores
    readonly categorical: Scores
  }[]
}

const EVIDENTLY: Evidently = JSON.parse(readFileSync(new URL('../fixtures/evidently.json', import.meta.url), 'utf8'))

type OfCounts = (counts: Counts) => number

const OF_BINS: Readonly<Record<string, OfCounts>> = {
  psi: ({ reference, current }) => psi(evidentlyShares(reference), evidentlyShares(current)),
  kl_div: ({ reference, current }) =>
    kullbackLeibler(sharesOf(evidentlyShares(reference)), sharesOf(evidentlyShares(current))),
  jensenshannon: ({ reference, current }) => jensenShannon(sharesOf(reference), sharesOf(current), { base: Math.E }),
  hellinger: ({ reference, current }) => hellinger(sharesOf(reference), sharesOf(current)),
  chisquare: (counts) => goodnessOfFit(counts).pValue,
  g_test: (counts) => gOfFit(counts).pValue,
}

const OF_NUMBERS: Readonly<Record<string, (samples: Pooled) => number>> = {
  wasserstein: (samples) => wassersteinInDeviations(samples, { least: 0.001 }),
  ks: (samples) => kolmogorovSmirnov(samples).pValue,
  cramer_von_mises: (samples) => cramerVonMises(samples).pValue,
  mannw: (samples) => mannWhitney(samples, { alternative: 'less' }).pValue,
  anderson: (samples) => andersonDarling(samples).pValue,
  ed: energyDistance,
  es: (samples) => eppsSingleton(samples).pValue,
  t_test: (samples) => tTest(samples).pValue,
}

for (const column of EVIDENTLY.columns) {
  const samples = pooled(column.reference, column.current)

  test(`Evidently 0.7.23: every test of numbers has its score on "${column.name}"`, () => {
    for (const [method, [score]] of Object.entries(column.numeric)) {
      const bins = method === 'hellinger' ? evidentlyHellingerBins(samples, column) : evidentlyBins(samples, column)
      // Of two values all four waves are one, and what SciPy's rounding leaves of the others counts there as telling.
      if (method === 'es' && samples.values.length === 2) continue
      // SciPy stops the series of the limit at terms of 1e-7.
      const tolerance = method === 'cramer_von_mises' ? 1e-7 : 1e-9
      close(OF_NUMBERS[method]?.(samples) ?? OF_BINS[method]!(bins), score, tolerance, method)
    }
  })

  test(`Evidently 0.7.23: every test of categories has its score on "${column.name}"`, () => {
    for (const [method, [score]] of Object.entries(column.categorical)) {
      close(OF_BINS[method]!(samples), score, 1e-9, method)
    }
  })

  test(`Evidently 0.7.23: by default takes the same test of "${column.name}", to the same verdict`, () => {
    const { length: rows } = column.reference
    const { method, threshold, drift } = evidentlyMethod({ numeric: true, rows, different: samples.values.length })
    const names = {
      chi_square: 'chisquare',
      jensen_shannon: 'jensenshannon',
      ks: 'ks',
      wasserstein: 'wasserstein',
      z: 'z',
    }
    assert.equal(names[method], column.method)
    const score = method === 'z' ? zOf(samples) : scoreOf(names[method], samples, column)
    close(score, column.score, 1e-9)
    const drifted = { at_or_below: score <= threshold, below: score < threshold, at_or_above: score >= threshold }
    assert.equal(drifted[drift], column.drifted)
  })
}

function scoreOf(method: string, samples: Pooled, { integers }: { integers: boolean }): number {
  if (method === 'chisquare') return OF_BINS[method]!(samples)
  return OF_NUMBERS[method]?.(samples) ?? OF_BINS[method]!(evidentlyBins(samples, { integers }))
}

/** Its rows with the property are those with the higher of two values. */
function zOf({ reference, current, n, m }: Pooled): number {
  return proportionsZ([n - reference[0]!, n], [m - current[0]!, m]).pValue
}
