import type { DriftTest } from '../artifacts/drift.ts'
import type { DriftMethod } from './methods.ts'
import { categoriesOf, chiSquareHomogeneity } from './statistics/chi-square-homogeneity.ts'
import { type Counts, rowsOf } from './statistics/counts.ts'
import { fisherExact } from './statistics/fisher-exact.ts'
import { gTest } from './statistics/g-test.ts'
import { hellinger } from './statistics/hellinger.ts'
import { jensenShannon } from './statistics/jensen-shannon.ts'
import { kullbackLeibler } from './statistics/kullback-leibler.ts'
import { lInfinity } from './statistics/l-infinity.ts'
import { proportionsZ } from './statistics/proportions-z.ts'
import { psi } from './statistics/psi.ts'
import { type Shares, sharesOf } from './statistics/shares.ts'
import type { Tested } from './statistics/tested.ts'
import { totalVariation } from './statistics/total-variation.ts'
import { measuredAs, testedAs } from './tested-as.ts'
import { unanswered } from './unanswered.ts'

const TESTS: Partial<Record<DriftMethod, (counts: Counts) => Tested>> = {
  chi_square: chiSquareHomogeneity,
  g_test: gTest,
}

const DISTANCES: Partial<Record<DriftMethod, (p: Shares, q: Shares) => number>> = {
  js: jensenShannon,
  hellinger,
  tvd: totalVariation,
  l_infinity: lInfinity,
}

/** Distances that an empty bin makes infinite. */
const LOGARITHMS: Partial<Record<DriftMethod, (p: Shares, q: Shares) => number>> = { psi, kl: kullbackLeibler }

/** Tests of a share. */
const BINARY: Partial<Record<DriftMethod, (counts: Counts) => Tested>> = {
  fisher: ({ reference, current }) => {
    const [a, b] = [reference[1]!, reference[0]!]
    const [c, d] = [current[1]!, current[0]!]
    return {
      statistic: (a * d) / (b * c),
      pValue: fisherExact([
        [a, b],
        [c, d],
      ]),
    }
  },
  z: ({ reference, current }) => proportionsZ([reference[1]!, rowsOf(reference)], [current[1]!, rowsOf(current)]),
}

/**
 * Compares two samples by one of the methods for categories.
 *
 * `fisher`'s statistic is the odds ratio of the second category in the reference to it in the current sample.
 *
 * @returns undefined where the method is none of them
 * @example
 * compareCounts('l_infinity', { reference: [1, 1], current: [1, 3] }) // { method: 'l_infinity', statistic: 0.25 }
 */
export function compareCounts(method: DriftMethod, counts: Counts): DriftTest | undefined {
  const [test, binary, distance, logarithm] = [TESTS[method], BINARY[method], DISTANCES[method], LOGARITHMS[method]]
  if (test !== undefined) return testedAs(method, test(counts))
  if (binary !== undefined) return compareShares(method, counts, binary)
  const { reference, current } = counts
  if (distance !== undefined) return measuredAs(method, distance(sharesOf(reference), sharesOf(current)))
  if (logarithm === undefined) return undefined
  const added = { added: 0.5 }
  return measuredAs(method, logarithm(sharesOf(reference, added), sharesOf(current, added)))
}

function compareShares(method: DriftMethod, counts: Counts, test: (counts: Counts) => Tested): DriftTest {
  const categories = categoriesOf(counts)
  if (categories === 2) return testedAs(method, test(withoutEmpty(counts)))
  return unanswered(method, `${method} compares two categories, and this column has ${categories}`)
}

function withoutEmpty({ reference, current }: Counts): Counts {
  const held = Array.from(reference, (_, k) => k).filter((k) => reference[k]! + current[k]! > 0)
  return { reference: held.map((k) => reference[k]!), current: held.map((k) => current[k]!) }
}
