import assert from 'node:assert/strict'
import { test } from 'node:test'
import { andersonDarling } from '../../../core/drift/statistics/anderson-darling.ts'
import { close } from '../../close.ts'
import { pooled, SAMPLES } from '../fixture.ts'

for (const sample of SAMPLES) {
  test(`andersonDarling: equals SciPy 1.17 anderson_ksamp on ${sample.name}`, () => {
    const { statistic, pValue } = andersonDarling(sample.pooled)
    close(statistic, sample.anderson[0], 1e-10)
    close(pValue, sample.anderson[1], 1e-10)
  })
}

test("andersonDarling: p .0635 on the eight rows of Evidently's test", () => {
  const a = [38.7, 41.5, 43.8, 44.5, 45.5, 46, 47.7, 58]
  const b = [39.2, 39.3, 39.7, 41.4, 41.8, 42.9, 43.3, 45.8]
  close(andersonDarling(pooled(a, b)).pValue, 0.0635, 5e-5)
})

test('andersonDarling: rows that are all equal show nothing', () => {
  assert.deepEqual(andersonDarling(pooled([1, 1, 1], [1, 1])), { statistic: 0, pValue: 0.25 })
})
