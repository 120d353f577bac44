import assert from 'node:assert/strict'
import { test } from 'node:test'
import { UserError } from '../../core/errors.ts'
import { DEFAULT_METRICS, metricNames, metricOf } from '../../core/metrics/index.ts'
import { TASKS } from '../../core/metrics/metric.ts'

test('metricOf: an unknown metric names the nearest', () => {
  assert.throws(
    () => metricOf('binary-classification', 'roc_acu'),
    (error) => {
      assert.ok(error instanceof UserError)
      assert.match(error.message, /Unknown metric `roc_acu` for binary-classification, did you mean `roc_auc`\?/)
      return true
    },
  )
})

test('metrics: each is found by its name and task, once, and can be bootstrapped where it says so', () => {
  for (const task of TASKS) {
    const names = metricNames(task)
    assert.equal(new Set(names).size, names.length)
    for (const name of names) {
      const metric = metricOf(task, name)
      assert.deepEqual([metric.name, metric.task], [name, task])
      assert.equal(metric.interval === 'bootstrap', metric.resample !== undefined, name)
      assert.ok(metric.margin.value >= 0 && metric.range[0] < metric.range[1], name)
      const bounded = metric.range.every(Number.isFinite)
      assert.ok(bounded || metric.interval === 'influence' || metric.interval === 'bootstrap', name)
    }
  }
})

test('DEFAULT_METRICS: every one exists, the primary one first', () => {
  for (const task of TASKS) for (const name of DEFAULT_METRICS[task]) assert.ok(metricNames(task).includes(name))
  assert.deepEqual(
    TASKS.map((task) => DEFAULT_METRICS[task][0]),
    ['roc_auc', 'accuracy', 'rmse'],
  )
})
