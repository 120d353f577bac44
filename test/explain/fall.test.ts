import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fallOf } from '../../core/explain/fall.ts'
import { groupsOf } from '../../core/groups.ts'
import { metricOf } from '../../core/metrics/index.ts'
import type { Metric, Sample } from '../../core/metrics/metric.ts'
import { binarySample, regressionSample } from '../../core/metrics/sample.ts'

const A = [1.79, -1.86, -0.08, -0.48, 0.88, -0.4, 0.98, -0.21, -1.02, -0.16, 0.75, -0.63, -0.92, -0.13]
const B = [0.44, -0.28, -0.63, -1.31, 1.71, -0.55, -1.1, 1.49, -0.71, -0.77, 1.98, -0.8, -1.02, -1.62]
const Y = [1.46, -2.24, 0.06, 0, -0.24, -0.12, 0.86, -1.04, -0.36, 0.48, 0.09, 0.11, 0.04, 0.34]
/** How scikit-learn deals 14 rows with `random_state=7`. */
const ORDERS = [
  [8, 1, 6, 11, 7, 10, 4, 3, 12, 2, 13, 5, 0, 9],
  [7, 13, 2, 6, 3, 11, 10, 4, 0, 9, 5, 8, 12, 1],
  [12, 10, 0, 2, 8, 6, 4, 9, 13, 11, 3, 1, 7, 5],
].map((order) => Uint32Array.from(order))

const answers = (a: number[], b: number[]) => Float64Array.from(a, (value, row) => value - 0.5 * b[row]!)
const dealt = (values: number[], order: Uint32Array) => Array.from(order, (row) => values[row]!)
const number = (a: number[], b: number[]) =>
  regressionSample({ labels: Float64Array.from(Y), predictions: answers(a, b) })
const label = (a: number[], b: number[]) =>
  binarySample({
    labels: Uint8Array.from(Y, (y) => Number(y > 0)),
    scores: answers(a, b).map((value) => 1 / (1 + Math.exp(-2 * value))),
  })

/** `permutation_importance(…, n_repeats=3, random_state=7).importances_mean` of scikit-learn 1.7.2, of columns a, b and one without use. */
const KNOWN = [
  ['regression', 'mse', number, [1.6823214286, 0.5461714286]],
  ['regression', 'mae', number, [0.7604761905, 0.355]],
  ['regression', 'r2', number, [2.473742254, 0.8031089171]],
  ['binary-classification', 'roc_auc', label, [0.2986111111, 0.1458333333]],
  ['binary-classification', 'log_loss', label, [0.613069489, 0.2389938775]],
] as const

for (const [task, name, sampleOf, known] of KNOWN) {
  test(`fallOf: ${name} falls by what scikit-learn says`, () => {
    const metric = metricOf(task, name) as unknown as Metric
    const fall = (deal: (order: Uint32Array) => Sample) =>
      fallOf(
        metric,
        sampleOf(A, B),
        ORDERS.map((order) => ({ sample: deal(order), order })),
        undefined,
      )
    const found = [fall((order) => sampleOf(dealt(A, order), B)), fall((order) => sampleOf(A, dealt(B, order)))]
    found.forEach(({ ci, value }, at) => {
      assert.ok(Math.abs(value! - known[at]!) < 1e-9, `${value}`)
      assert.ok(ci![0] < value! && value! < ci![1])
    })
    assert.deepEqual(
      fall(() => sampleOf(A, B)),
      { value: 0, ci: [0, 0] },
    )
  })
}

test('fallOf: no interval of a metric without influence values, nor of one group; no value where the metric has none', () => {
  const of = (metric: Metric, sample: Sample, codes?: number[]) =>
    fallOf(
      metric,
      sample,
      ORDERS.map((order) => ({ sample, order })),
      codes && groupsOf({ kind: 'number', type: 'integer', values: Float64Array.from(codes) }),
    )
  const medae = metricOf('regression', 'medae') as unknown as Metric
  assert.deepEqual(of(medae, number(A, B)), { value: 0, ci: null })
  const mae = metricOf('regression', 'mae') as unknown as Metric
  assert.equal(
    of(
      mae,
      number(A, B),
      A.map(() => 1),
    ).ci,
    null,
  )
  const positive = binarySample({ labels: new Uint8Array(14).fill(1), scores: new Float64Array(14).fill(0.5) })
  assert.deepEqual(of(metricOf('binary-classification', 'roc_auc') as unknown as Metric, positive), {
    value: null,
    ci: null,
  })
})
