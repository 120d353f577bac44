import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cramerVonMises } from '../../../core/drift/statistics/cramer-von-mises.ts'
import { close } from '../../close.ts'
import { pooled, SAMPLES } from '../fixture.ts'
import { rows } from '../samples.ts'

for (const sample of SAMPLES) {
  test(`cramerVonMises: equals SciPy 1.17 cramervonmises_2samp on ${sample.name}`, () => {
    const { statistic, pValue } = cramerVonMises(sample.pooled)
    close(statistic, sample.cramerVonMises[0], 1e-11)
    // SciPy stops its series at terms of 1e-7.
    close(pValue, sample.cramerVonMises[1], 1e-9)
  })
}

test('cramerVonMises: symmetric, and no rising map of values changes it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 21, maxLength: 40 }), rows, (a, b) => {
      const found = cramerVonMises(pooled(a, b))
      close(cramerVonMises(pooled(b, a)).statistic, found.statistic, 1e-10)
      assert.deepEqual(
        cramerVonMises(
          pooled(
            a.map((x) => 2 * x),
            b.map((x) => 2 * x),
          ),
        ),
        found,
      )
    }),
  )
})
