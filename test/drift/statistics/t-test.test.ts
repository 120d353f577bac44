import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tTest } from '../../../core/drift/statistics/t-test.ts'
import { close } from '../../close.ts'
import { pooled, SAMPLES } from '../fixture.ts'

for (const sample of SAMPLES) {
  test(`tTest: equals SciPy 1.17 ttest_ind on ${sample.name}`, () => {
    const { statistic, pValue } = tTest(sample.pooled)
    // A billion away from 0 SciPy's means have few digits left.
    const tolerance = sample.name === 'negative and far' ? 1e-5 : 1e-10
    close(statistic, sample.tTest[0], tolerance)
    close(pValue, sample.tTest[1], tolerance)
  })
}

test("tTest: p .084 on the eight rows of Evidently's test", () => {
  const a = [38.7, 41.5, 43.8, 44.5, 45.5, 46, 47.7, 58]
  const b = [39.2, 39.3, 39.7, 41.4, 41.8, 42.9, 43.3, 45.8]
  close(tTest(pooled(a, b)).pValue, 0.084, 5e-4)
})

test('tTest: rows that do not vary are the same or certainly not', () => {
  assert.deepEqual(tTest(pooled([1, 1, 1], [1, 1])), { statistic: 0, pValue: 1 })
  assert.deepEqual(tTest(pooled([1, 1, 1], [2, 2])), { statistic: -Infinity, pValue: 0 })
})
