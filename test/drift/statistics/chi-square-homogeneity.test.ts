import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { chiSquareHomogeneity } from '../../../core/drift/statistics/chi-square-homogeneity.ts'
import { gTest } from '../../../core/drift/statistics/g-test.ts'
import { gOfFit, goodnessOfFit } from '../../../core/drift/statistics/goodness-of-fit.ts'
import { proportionsZ } from '../../../core/drift/statistics/proportions-z.ts'
import { close, relativelyClose } from '../../close.ts'
import { C, R, REFERENCE } from '../fixture.ts'
import { counts } from '../samples.ts'

test('chiSquareHomogeneity, gTest: equal SciPy 1.17 chi2_contingency, 2 to 300 categories', () => {
  for (const table of REFERENCE.counts) {
    for (const [found, expected] of [
      [chiSquareHomogeneity(table), table.chiSquare],
      [chiSquareHomogeneity(table, { yates: true }), table.yates],
      [gTest(table), table.gTest],
    ] as const) {
      relativelyClose(found.statistic, expected[0], 1e-9)
      relativelyClose(found.pValue, expected[1], 1e-9)
      assert.equal(found.df, expected[2])
    }
  }
})

test('goodnessOfFit, gOfFit: equal SciPy 1.17 chisquare and power_divergence', () => {
  for (const table of REFERENCE.counts) {
    const [found, byRatio] = [goodnessOfFit(table), gOfFit(table)]
    relativelyClose(found.statistic, table.goodnessOfFit[0], 1e-9)
    relativelyClose(found.pValue, table.goodnessOfFit[1], 1e-9)
    relativelyClose(byRatio.statistic, table.gOfFit[0], 1e-9)
    relativelyClose(byRatio.pValue, table.gOfFit[1], 1e-9)
  }
})

test("goodnessOfFit: p .67309 of R against C (Evidently's test, 0.7)", () => {
  close(goodnessOfFit({ reference: R, current: C }).pValue, 0.67309, 1e-5)
  close(goodnessOfFit({ reference: R.map((rows) => 2 * rows), current: C }).pValue, 0.67309, 1e-5)
})

test("goodnessOfFit: p .013227994814265 of 207 20 25 14 25 (Deequ's test)", () => {
  const { pValue } = goodnessOfFit({ reference: [223, 20, 25, 12, 13], current: [207, 20, 25, 14, 25] })
  close(pValue, 0.013227994814265, 1e-14)
})

test('goodnessOfFit: a new category is impossible, one that nobody has is none', () => {
  assert.deepEqual(goodnessOfFit({ reference: [5, 0], current: [4, 1] }), { statistic: Infinity, pValue: 0, df: 1 })
  assert.deepEqual(goodnessOfFit({ reference: [5, 0, 5], current: [4, 0, 4] }), { statistic: 0, pValue: 1, df: 1 })
})

test('chiSquareHomogeneity: one category shows nothing', () => {
  assert.deepEqual(chiSquareHomogeneity({ reference: [7, 0], current: [3, 0] }), { statistic: 0, pValue: 1, df: 0 })
})

test('chiSquareHomogeneity, gTest: symmetric, 0 for proportional counts', () => {
  fc.assert(
    fc.property(counts, fc.integer({ min: 1, max: 9 }), ({ reference, current }, times) => {
      for (const tested of [chiSquareHomogeneity, gTest]) {
        const there = tested({ reference, current })
        close(tested({ reference: current, current: reference }).statistic, there.statistic, 1e-10)
        close(tested({ reference, current: reference.map((rows) => times * rows) }).statistic, 0, 1e-10)
      }
    }),
  )
})

test('chiSquareHomogeneity: of two categories is z squared', () => {
  const rows = fc.integer({ min: 1, max: 500 })
  fc.assert(
    fc.property(rows, rows, rows, rows, (a, b, c, d) => {
      const found = chiSquareHomogeneity({ reference: [a, b], current: [c, d] })
      const { statistic, pValue } = proportionsZ([a, a + b], [c, c + d])
      close(statistic ** 2, found.statistic, 1e-10)
      close(pValue, found.pValue, 1e-10)
    }),
  )
})

test('proportionsZ: rows that are all alike show nothing', () => {
  assert.deepEqual(proportionsZ([5, 5], [9, 9]), { statistic: 0, pValue: 1 })
})
