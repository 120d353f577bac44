import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { WindowSummary } from '../../../core/artifacts/drift.ts'
import type { Estimated } from '../../../core/drift/performance/bound-estimate.ts'
import { checkEstimate } from '../../../core/drift/performance/check-estimate.ts'
import { performanceEstimator } from '../../../core/drift/performance/estimate-performance.ts'
import { judgePerformance } from '../../../core/drift/performance/judge-performance.ts'
import { metricsOf } from '../../../core/metrics/metrics-of.ts'
import { binarySample } from '../../../core/metrics/sample.ts'
import { summary } from '../policy/made.ts'

const METRICS = metricsOf('binary-classification', ['accuracy', 'roc_auc'], [])
const ONE_CLASS = binarySample({ labels: Uint8Array.of(1, 1, 1, 1), scores: Float64Array.of(0.9, 0.8, 0.7, 0.2) })

function estimated(metric: string, estimate: number | null): Estimated {
  return { metric, higher_is_better: true, reference: 0.8, estimate, se: 0.01, ci: [0.7, 0.9], reason: null }
}

test('checkEstimate: a metric is checked where it has both an estimate and a value', () => {
  assert.deepEqual(checkEstimate(METRICS, ONE_CLASS, [estimated('accuracy', 0.7), estimated('roc_auc', 0.8)]), {
    accuracy: { estimate: 0.7, realized: 0.75 },
  })
  assert.deepEqual(checkEstimate(METRICS, ONE_CLASS, [estimated('accuracy', null), estimated('f1', 0.3)]), {})
})

/** What is judged of four labelled rows, after such windows. */
function validated(history: readonly WindowSummary[], checked = 0.74) {
  const reference = { sample: ONE_CLASS, groups: undefined }
  return judgePerformance({
    on: 'the test rows',
    referenceTimes: undefined,
    reference,
    labelled: { cohort: undefined, expected: 9, unanswered: 0, sample: ONE_CLASS, groups: undefined, times: undefined },
    // Of all rows of the window it says something else, which nothing is held against.
    estimated: [{ ...estimated('accuracy', 0.1), reference: 0.9 }],
    checked: { accuracy: { estimate: checked, realized: 0.75 } },
    ...{ metrics: METRICS, margin: undefined, history, version: 'v1', seed: 7 },
  }).estimate!
}

const checkedWindow = (at: number, changes: Partial<WindowSummary> = {}) =>
  summary(at, [], {
    estimate: { accuracy: 0.1 },
    metrics: { accuracy: { value: 0.75, ci: null, rows: 4, groups: null } },
    checked: { accuracy: { estimate: 0.74 + at / 1000, realized: 0.75 } },
    ...changes,
  })

test('judgePerformance: an estimate is validated by what it says of labelled rows, not of all', () => {
  const { checked, metrics, validation } = validated([1, 2, 3, 4].map((at) => checkedWindow(at)))
  assert.equal(validation, 'validated')
  assert.equal(metrics.accuracy!.value, 0.1)
  assert.deepEqual(checked, { accuracy: { estimate: 0.74, realized: 0.75 } })
})

test('judgePerformance: windows of another version, and those whose labelled rows were not estimated, say nothing of it', () => {
  const others = [1, 2, 3, 4].map((at) => checkedWindow(at, at % 2 === 0 ? { version: 'v0' } : { checked: {} }))
  const { because, validation } = validated(others)
  assert.equal(validation, 'unknown')
  assert.match(because, /on 1 window only/)
})

test('performanceEstimator: of a part of the rows it estimates what it would of these rows alone, weighted or not', () => {
  const draw = (n: number) => fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: n, maxLength: n })
  const test = binarySample({
    labels: Uint8Array.from({ length: 400 }, (_, i) => Number((i * 7919) % 400 < i)),
    scores: Float64Array.from({ length: 400 }, (_, i) => i / 400),
  })
  const estimate = performanceEstimator({ sample: test, groups: undefined }, METRICS, 7)!
  const value = (sample: typeof test) =>
    estimate({ scores: sample.scores!, answers: sample.answers, weights: sample.weights, groups: undefined }).map(
      (one) => one.estimate!,
    )
  fc.assert(
    fc.property(draw(12), draw(12), (scores, others) => {
      const part = binarySample({ labels: new Uint8Array(12), scores: Float64Array.from(scores) })
      const whole = binarySample({
        labels: new Uint8Array(24),
        scores: Float64Array.from([...scores, ...others]),
        // Rows that weigh nothing are as if they were not there.
        weights: Float64Array.from({ length: 24 }, (_, i) => (i < 12 ? 3 : 0)),
      })
      const [own, weighted] = [value(part), value(whole)]
      for (const [at, one] of own.entries()) assert.ok(Math.abs(one - weighted[at]!) < 1e-9, `${one} ${weighted[at]}`)
    }),
  )
})
