import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { mannWhitney } from '../../../core/drift/statistics/mann-whitney.ts'
import { close, relativelyClose } from '../../close.ts'
import { C, pooled, R, repeated, SAMPLES } from '../fixture.ts'
import { rows } from '../samples.ts'

for (const sample of SAMPLES) {
  test(`mannWhitney: equals SciPy 1.17 mannwhitneyu on ${sample.name}, both ways and one`, () => {
    const { statistic, pValue } = mannWhitney(sample.pooled)
    relativelyClose(statistic, sample.mannWhitney[0], 1e-14)
    relativelyClose(pValue, sample.mannWhitney[1], 1e-11)
    relativelyClose(mannWhitney(sample.pooled, { alternative: 'less' }).pValue, sample.mannWhitneyLess, 1e-11)
  })
}

test('mannWhitney: R against C is .481 one-sided, as Evidently 0.7 asks', () => {
  close(mannWhitney(pooled(repeated(R), repeated(C)), { alternative: 'less' }).pValue, 0.481, 5e-4)
})

test('mannWhitney: rows that are all equal show nothing', () => {
  assert.deepEqual(mannWhitney(pooled([1, 1, 1], [1, 1])), { statistic: 3, pValue: 1 })
})

test('mannWhitney: both orders share the pairs and the p-value', () => {
  fc.assert(
    fc.property(rows, rows, (a, b) => {
      const [there, back] = [mannWhitney(pooled(a, b)), mannWhitney(pooled(b, a))]
      assert.equal(there.statistic + back.statistic, a.length * b.length)
      close(there.pValue, back.pValue, 1e-12)
    }),
  )
})
