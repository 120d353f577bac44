import { test } from 'node:test'
import fc from 'fast-check'
import { kolmogorovDistance } from '../../../core/drift/statistics/kolmogorov-distance.ts'
import { close } from '../../close.ts'
import { pooled, SAMPLES } from '../fixture.ts'
import { rows } from '../samples.ts'

test('kolmogorovDistance: equals the statistic of SciPy 1.17 ks_2samp on every pair of samples', () => {
  for (const { name, pooled: samples, ks } of SAMPLES) close(kolmogorovDistance(samples), ks[0], 1e-14, name)
})

test('kolmogorovDistance: a triangle inequality holds', () => {
  fc.assert(
    fc.property(rows, rows, rows, (a, b, c) => {
      const [ab, bc, ac] = [pooled(a, b), pooled(b, c), pooled(a, c)].map(kolmogorovDistance)
      close(Math.max(0, ac! - ab! - bc!), 0, 1e-12)
    }),
  )
})
