import assert from 'node:assert/strict'
import { test } from 'node:test'
import { andersonDarling } from '../../../core/drift/statistics/anderson-darling.ts'
import { chiSquareHomogeneity } from '../../../core/drift/statistics/chi-square-homogeneity.ts'
import type { Counts } from '../../../core/drift/statistics/counts.ts'
import { cramerVonMises } from '../../../core/drift/statistics/cramer-von-mises.ts'
import { eppsSingleton } from '../../../core/drift/statistics/epps-singleton.ts'
import { fisherExact } from '../../../core/drift/statistics/fisher-exact.ts'
import { gTest } from '../../../core/drift/statistics/g-test.ts'
import { goodnessOfFit } from '../../../core/drift/statistics/goodness-of-fit.ts'
import { kolmogorovSmirnov } from '../../../core/drift/statistics/kolmogorov-smirnov.ts'
import { mannWhitney } from '../../../core/drift/statistics/mann-whitney.ts'
import type { Pooled } from '../../../core/drift/statistics/pool.ts'
import { poolRare } from '../../../core/drift/statistics/pool-rare.ts'
import { proportionsZ } from '../../../core/drift/statistics/proportions-z.ts'
import { tTest } from '../../../core/drift/statistics/t-test.ts'
import { totalVariationTest } from '../../../core/drift/statistics/total-variation-test.ts'
import { normalQuantile } from '../../../core/stats/normal.ts'
import { randomBits } from '../../../core/stats/random.ts'
import { pooled } from '../fixture.ts'

const PAIRS = 1000
/** Three Monte Carlo errors of a rate of 5 %. */
const ERROR = 3 * Math.sqrt((0.05 * 0.95) / PAIRS)

const uniform = (bits: () => number) => ((bits() >>> 0) + 0.5) / 2 ** 32

function pairsOf<T>(draw: (bits: () => number) => T): T[] {
  const bits = randomBits(20)
  return Array.from({ length: PAIRS }, () => draw(bits))
}

/** The share of pairs that a test at 5 % calls different. */
function rateOf<T>(pairs: readonly T[], pValue: (pair: T) => number): number {
  return pairs.filter((pair) => pValue(pair) <= 0.05).length / PAIRS
}

/** 120 and 90 normal rows, those of the second sample higher by `shift` standard deviations. */
const numbers = (shift: number) => (bits: () => number) => {
  const rows = (size: number, mean: number) =>
    Float64Array.from({ length: size }, () => mean + normalQuantile(uniform(bits)))
  return pooled(rows(120, 0), rows(90, shift))
}

const ALIKE = pairsOf(numbers(0))
const SHIFTED = pairsOf(numbers(0.5))

const OF_NUMBERS: Readonly<Record<string, (samples: Pooled) => number>> = {
  kolmogorovSmirnov: (samples) => kolmogorovSmirnov(samples).pValue,
  mannWhitney: (samples) => mannWhitney(samples).pValue,
  cramerVonMises: (samples) => cramerVonMises(samples).pValue,
  andersonDarling: (samples) => andersonDarling(samples).pValue,
  eppsSingleton: (samples) => eppsSingleton(samples).pValue,
  tTest: (samples) => tTest(samples).pValue,
}

for (const [name, pValue] of Object.entries(OF_NUMBERS)) {
  test(`${name}: at 5 % alarms on at most 5 % of 1,000 pairs from one source, and on most that differ by half σ`, () => {
    const alarms = rateOf(ALIKE, pValue)
    assert.ok(alarms <= 0.05 + ERROR && alarms >= 0.025, `${alarms}`)
    const found = rateOf(SHIFTED, pValue)
    assert.ok(found > 0.75, `${found}`)
  })
}

/** Two samples of categories, the k-th with the weight k + 2. */
const categories = (count: number, n: number, m: number) => (bits: () => number) => {
  const weights = Array.from({ length: count }, (_, k) => k + 2)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const draw = (rows: number) => {
    const list = new Array<number>(count).fill(0)
    for (let i = 0; i < rows; i++) {
      let left = uniform(bits) * total
      let k = 0
      while (k < count - 1 && left >= weights[k]!) left -= weights[k++]!
      list[k]!++
    }
    return list
  }
  return { reference: draw(n), current: draw(m) }
}

const marked = ({ reference, current }: Counts) =>
  [
    [reference[0]!, reference[1]!],
    [current[0]!, current[1]!],
  ] as const

test('tests of categories: at 5 % alarm on at most 5 % of 1,000 pairs from one source', () => {
  const six = pairsOf(categories(6, 300, 200))
  const two = pairsOf(categories(2, 300, 200))
  const rates = {
    chiSquare: rateOf(six, (counts) => chiSquareHomogeneity(counts).pValue),
    gTest: rateOf(six, (counts) => gTest(counts).pValue),
    pooled: rateOf(pairsOf(categories(30, 250, 200)), (counts) => chiSquareHomogeneity(poolRare(counts)).pValue),
    z: rateOf(two, ({ reference, current }) => proportionsZ([reference[0]!, 300], [current[0]!, 200]).pValue),
    totalVariation: rateOf(
      pairsOf(categories(6, 60, 40)),
      (counts) => totalVariationTest(counts, { permutations: 199, bits: randomBits(4) }).pValue,
    ),
  }
  for (const [name, rate] of Object.entries(rates)) assert.ok(rate <= 0.05 + ERROR && rate >= 0.025, `${name} ${rate}`)
  const fisher = rateOf(two, (counts) => fisherExact(marked(counts)))
  assert.ok(fisher <= 0.05, `cautious: ${fisher}`)
})

test('goodnessOfFit: at 5 % alarms on 31, 49 and 74 % of pairs from one source, with 5, 10 and 20 categories', () => {
  for (const [count, expected] of [
    [5, 0.31],
    [10, 0.49],
    [20, 0.74],
  ] as const) {
    const rate = rateOf(pairsOf(categories(count, 1500, 1500)), (counts) => goodnessOfFit(counts).pValue)
    assert.ok(Math.abs(rate - expected) < 3 * Math.sqrt((expected * (1 - expected)) / PAIRS), `${count}: ${rate}`)
  }
})
