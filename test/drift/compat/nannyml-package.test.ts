import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { nannymlBins, nannymlCategories } from '../../../core/drift/compat/nannyml-bins.ts'
import { nannymlKolmogorovSmirnov, nannymlWasserstein } from '../../../core/drift/compat/nannyml-distances.ts'
import { nannymlThreshold } from '../../../core/drift/compat/nannyml-threshold.ts'
import { chiSquareHomogeneity } from '../../../core/drift/statistics/chi-square-homogeneity.ts'
import type { Counts } from '../../../core/drift/statistics/counts.ts'
import { hellinger } from '../../../core/drift/statistics/hellinger.ts'
import { jensenShannon } from '../../../core/drift/statistics/jensen-shannon.ts'
import { lInfinity } from '../../../core/drift/statistics/l-infinity.ts'
import type { Pooled } from '../../../core/drift/statistics/pool.ts'
import { type Shares, sharesOf } from '../../../core/drift/statistics/shares.ts'
import { close } from '../../close.ts'
import { type Made, made, pooled } from '../fixture.ts'

interface OfNumbers {
  readonly jensen_shannon: number
  readonly hellinger: number
  readonly kolmogorov_smirnov: number
  readonly wasserstein: number
}

/** What nannyml_reference.py wrote. */
interface Nannyml {
  readonly stored: readonly (OfNumbers & { name: string; reference: number[]; current: number[] })[]
  readonly made: readonly (OfNumbers & { reference: Made; current: Made })[]
  readonly categories: readonly {
    readonly name: string
    readonly reference: string
    readonly current: string
    readonly jensen_shannon: number
    readonly hellinger: number
    readonly chi2: number
    readonly l_infinity: number
  }[]
  readonly chunks: readonly number[]
  readonly threshold: readonly [lower: number, upper: number]
}

const NANNYML: Nannyml = JSON.parse(readFileSync(new URL('../fixtures/nannyml.json', import.meta.url), 'utf8'))

for (const { name, reference, current, ...expected } of NANNYML.stored) {
  test(`NannyML 0.13.1: every distance of numbers on "${name}"`, () => {
    agrees(pooled(reference, current), expected)
  })
}

for (const { reference, current, ...expected } of NANNYML.made) {
  test(`NannyML 0.13.1: every distance of numbers on ${reference[0]} rows of the reference`, () => {
    agrees(pooled(made(reference), made(current)), expected)
  })
}

function agrees(samples: Pooled, expected: OfNumbers): void {
  const bins = nannymlBins(samples)
  close(ofShares(jensenShannon, bins), expected.jensen_shannon, 1e-9, 'jensen_shannon')
  close(ofShares(hellinger, bins), expected.hellinger, 1e-9, 'hellinger')
  close(nannymlKolmogorovSmirnov(samples), expected.kolmogorov_smirnov, 1e-12, 'kolmogorov_smirnov')
  close(nannymlWasserstein(samples), expected.wasserstein, 1e-12, 'wasserstein')
}

for (const { name, reference, current, ...expected } of NANNYML.categories) {
  test(`NannyML 0.13.1: every measure of categories on "${name}"`, () => {
    const counts = countsOf(reference, current)
    const known = nannymlCategories(counts)
    close(ofShares(jensenShannon, known), expected.jensen_shannon, 1e-9, 'jensen_shannon')
    close(ofShares(hellinger, known), expected.hellinger, 1e-9, 'hellinger')
    close(chiSquareHomogeneity(counts, { yates: true }).statistic, expected.chi2, 1e-9, 'chi2')
    close(ofShares(lInfinity, counts), expected.l_infinity, 1e-12, 'l_infinity')
  })
}

test('nannymlThreshold: three standard deviations to either side of the mean, within the limits (NannyML 0.13.1)', () => {
  const { lower, upper } = nannymlThreshold(NANNYML.chunks, { lowest: 0 })
  close(lower, NANNYML.threshold[0], 1e-12)
  close(upper, NANNYML.threshold[1], 1e-12)
})

function ofShares(distance: (p: Shares, q: Shares) => number, { reference, current }: Counts): number {
  return distance(sharesOf(reference), sharesOf(current))
}

function countsOf(reference: string, current: string): Counts {
  const categories = [...new Set([...reference, ...current])].sort()
  const count = (rows: string) => categories.map((category) => rows.split(category).length - 1)
  return { reference: count(reference), current: count(current) }
}
