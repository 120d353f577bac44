import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { energyDistance } from '../../../core/drift/statistics/energy-distance.ts'
import { close } from '../../close.ts'
import { pooled, SAMPLES } from '../fixture.ts'
import { rows } from '../samples.ts'

for (const sample of SAMPLES) {
  test(`energyDistance: equals SciPy 1.17 energy_distance on ${sample.name}`, () => {
    close(energyDistance(sample.pooled), sample.energy, 1e-12)
  })
}

test('energyDistance: of A against A + 5 is 1.93326 (Evidently 0.7)', () => {
  const a = [38.7, 41.5, 43.8, 44.5, 45.5, 46, 47.7, 58]
  close(
    energyDistance(
      pooled(
        a,
        a.map((x) => x + 5),
      ),
    ),
    1.93326,
    5e-6,
  )
})

test('energyDistance: symmetric, and 0 for the same rows', () => {
  fc.assert(
    fc.property(rows, rows, (a, b) => {
      close(energyDistance(pooled(a, b)), energyDistance(pooled(b, a)), 1e-12)
      assert.equal(energyDistance(pooled(a, a)), 0)
    }),
  )
})
