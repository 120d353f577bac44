import assert from 'node:assert/strict'
import { test } from 'node:test'
import { metricNames, metricOf } from '../../core/metrics/index.ts'
import { close } from '../close.ts'
import { referenceSamples } from './fixture.ts'

for (const { name, sample, expected } of referenceSamples()) {
  test(`${sample.task}, ${name}: every metric equals scikit-learn to 1e-9, or says why it has no value`, () => {
    for (const [metric, value] of Object.entries(expected)) {
      const estimate = metricOf(sample.task, metric).estimate(sample)
      if (value === null) assert.ok('undefined' in estimate && estimate.undefined.length > 0, metric)
      else if ('undefined' in estimate) assert.fail(`${metric}: ${estimate.undefined}`)
      else close(estimate.value, value, 1e-9, metric)
    }
    const unchecked = metricNames(sample.task).filter((metric) => !(metric in expected))
    assert.deepEqual(unchecked, sample.task === 'binary-classification' ? ['ece'] : [])
  })
}
