import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measure } from '../../core/metrics/measure.ts'
import { estimateOf, metricsOf } from './fixture.ts'
import { randomBinary, randomMulticlass, randomRegression } from './random-samples.ts'

const ROWS = 500
const PER_GROUP = 12
const REPLICATES = 250
/** 95 % less four standard errors of 250 replicates, and what small samples cost. */
const LOWEST = 0.89

const groups = { codes: Uint32Array.from({ length: ROWS }, (_, row) => Math.floor(row / PER_GROUP)), count: 42 }

for (const make of [randomBinary, randomMulticlass, randomRegression]) {
  for (const grouped of [false, true]) {
    const perGroup = grouped ? { perGroup: PER_GROUP } : {}
    const { task } = make({ rows: 2, seed: 1 })
    test(`${task}${grouped ? ', 42 groups' : ''}: 95 % intervals hold the truth about that often`, () => {
      // ece is biased and medae bootstraps: both have tests of their own.
      const metrics = metricsOf(task).filter(({ interval }) => interval !== 'bootstrap')
      const large = make({ rows: 200_004, seed: 1, ...perGroup })
      const truths = metrics.map((metric) => estimateOf(metric, large).value)
      const hits = metrics.map(() => 0)
      for (let replicate = 0; replicate < REPLICATES; replicate++) {
        const sample = make({ rows: ROWS, seed: 1000 + replicate, ...perGroup })
        for (const [i, metric] of metrics.entries()) {
          const interval = measure(metric, sample, { groups: grouped ? groups : undefined, seed: 1 })
          assert.ok(!('undefined' in interval))
          if (interval.ci[0] <= truths[i]! && truths[i]! <= interval.ci[1]) hits[i]!++
        }
      }
      for (const [i, metric] of metrics.entries()) {
        const coverage = hits[i]! / REPLICATES
        assert.ok(coverage >= LOWEST && coverage < 1, `${metric.name} covers ${coverage}`)
      }
    })
  }
}
