import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eppsSingleton } from '../../../core/drift/statistics/epps-singleton.ts'
import { close } from '../../close.ts'
import { C, pooled, R, repeated, SAMPLES } from '../fixture.ts'

for (const sample of SAMPLES) {
  if (sample.eppsSingleton === null) continue
  const [statistic, pValue] = sample.eppsSingleton
  test(`eppsSingleton: equals SciPy 1.17 epps_singleton_2samp on ${sample.name}`, () => {
    const found = eppsSingleton(sample.pooled)
    // Sines of what is far from 0 have few digits.
    const tolerance = sample.name === 'negative and far' ? 1e-6 : 1e-9
    close(found.statistic, statistic, tolerance)
    close(found.pValue, pValue, tolerance)
  })
}

test('eppsSingleton: R against C is .81 (Evidently 0.7)', () => {
  close(eppsSingleton(pooled(repeated(R), repeated(C))).pValue, 0.81, 5e-5)
})

test('eppsSingleton: where half of all rows are equal it says nothing', () => {
  assert.deepEqual(eppsSingleton(pooled([1, 1, 1, 1, 2], [1, 1, 1, 1, 1])), { statistic: 0, pValue: 1 })
})
