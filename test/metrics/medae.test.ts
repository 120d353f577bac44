import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { measure } from '../../core/metrics/measure.ts'
import { medae } from '../../core/metrics/regression/medae.ts'
import { regressionSample } from '../../core/metrics/sample.ts'
import { close } from '../close.ts'
import { estimateOf } from './fixture.ts'
import { gaussian, uniform } from './random-samples.ts'

function sampleOf(errors: readonly number[], weights?: readonly number[]) {
  const labels = new Float64Array(errors.length)
  return regressionSample({
    labels,
    predictions: Float64Array.from(errors),
    weights: weights && Float64Array.from(weights),
  })
}

test('medae: whole weights are repeated rows, in the value and in the bootstrap', () => {
  const row = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 0, max: 3 }))
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
      const repeated = rows.flatMap(([error, times]) => new Array<number>(times).fill(error))
      fc.pre(repeated.length > 0)
      const [errors, weights] = [rows.map(([error]) => error), rows.map(([, times]) => times)]
      const expected = estimateOf(medae, sampleOf(repeated)).value
      assert.equal(estimateOf(medae, sampleOf(errors, weights)).value, expected)
      assert.equal(medae.resample!(sampleOf(errors))(Float64Array.from(weights)), expected)
    }),
  )
})

test('medae: has no influence values, so that nobody takes them for 0', () => {
  assert.ok(estimateOf(medae, sampleOf([1, 2, 3])).influence.every(Number.isNaN))
})

test('medae: the percentile interval holds the truth about 95 % of the time', () => {
  const truth = 0.6744897501960817 // the median of |Z|
  let hits = 0
  for (let replicate = 0; replicate < 120; replicate++) {
    const normal = gaussian(uniform(replicate))
    const interval = measure(medae, sampleOf(Array.from({ length: 300 }, normal)), { seed: replicate })
    assert.ok(!('undefined' in interval))
    if (interval.ci[0] <= truth && truth <= interval.ci[1]) hits++
  }
  assert.ok(hits >= 106 && hits < 120, `${hits} of 120`)
})

test('medae: the bootstrap’s standard error is that of theory, 1 / (2 · density · √n)', () => {
  const normal = gaussian(uniform(8))
  const interval = measure(medae, sampleOf(Array.from({ length: 4000 }, normal)), { seed: 1 })
  assert.ok(!('undefined' in interval))
  const density = (2 * Math.exp(-(0.6744897501960817 ** 2) / 2)) / Math.sqrt(2 * Math.PI)
  const theory = 1 / (2 * density * Math.sqrt(4000))
  close(interval.se / theory, 1, 0.2)
})
