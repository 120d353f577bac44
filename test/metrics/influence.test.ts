import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Metric, Sample } from '../../core/metrics/metric.ts'
import { estimateOf, metricsOf } from './fixture.ts'
import { randomBinary, randomMulticlass, randomRegression } from './random-samples.ts'

const shape = fc.record({
  rows: fc.integer({ min: 25, max: 60 }),
  seed: fc.integer(),
  decimals: fc.constantFrom(1, 2, undefined),
  weighted: fc.boolean(),
})

/** How fast the metric changes with the logarithm of one row's weight: the infinitesimal jackknife. */
function slopeByWeight(metric: Metric<Sample>, sample: Sample, row: number): number {
  const valueWith = (factor: number) => {
    const weights = sample.weights?.slice() ?? new Float64Array(sample.rows).fill(1)
    weights[row]! *= factor
    return estimateOf(metric, { ...sample, weights }).value
  }
  const step = 1e-4
  return (valueWith(1 + step) - valueWith(1 - step)) / (2 * step)
}

const makers = { randomBinary, randomMulticlass, randomRegression }
for (const make of Object.values(makers)) {
  const { task } = make({ rows: 2, seed: 1 })
  for (const metric of metricsOf(task).filter(({ name }) => name !== 'medae')) {
    test(`${task}, ${metric.name}: a row's influence is the change of the value by its weight, and all sum to 0`, () => {
      fc.assert(
        fc.property(shape, fc.nat(), ({ decimals, ...rest }, pick) => {
          // Ties would put bins of ece on their kinks, where signs are rounding.
          const sample = make(decimals === undefined || metric.name === 'ece' ? rest : { ...rest, decimals })
          const estimate = metric.estimate(sample)
          fc.pre(!('undefined' in estimate))
          const row = pick % sample.rows
          const scale = Math.max(1, Math.abs(estimate.value))
          const sum = estimate.influence.reduce((total, influence) => total + influence, 0)
          assert.equal(estimate.influence.length, sample.rows)
          assert.ok(Math.abs(sum) < 1e-12 * scale, `sum ${sum}`)
          const slope = slopeByWeight(metric, sample, row)
          assert.ok(
            Math.abs(estimate.influence[row]! - slope) < 1e-7 * scale,
            `${estimate.influence[row]} not ${slope}`,
          )
        }),
        { numRuns: 60, seed: 5 },
      )
    })
  }
}
