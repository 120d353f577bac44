import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Column } from '../../../core/data/table.ts'
import { directLoss } from '../../../core/drift/performance/direct-loss.ts'
import { fitLossModels } from '../../../core/drift/performance/fit-loss-models.ts'
import { metricOf } from '../../../core/metrics/index.ts'
import { regressionSample } from '../../../core/metrics/sample.ts'
import { normalQuantile } from '../../../core/stats/normal.ts'
import { randomBits } from '../../../core/stats/random.ts'
import { close } from '../../close.ts'
import { numbers, texts } from '../../columns.ts'
import { REFERENCE } from './fixture.ts'

const METRICS = ['mae', 'mse', 'rmse'].map((name) => metricOf('regression', name))

/**
 * Rows whose answer is x and normal noise; its standard deviation is 1 in the city and 3 in the country, times `noise`.
 * The model predicts x itself.
 */
function world(rows: number, { seed, country, noise = 1 }: { seed: number; country: number; noise?: number }) {
  const bits = randomBits(seed)
  const uniform = () => ((bits() >>> 0) + 0.5) / 2 ** 32
  const place = Array.from({ length: rows }, () => (uniform() < country ? 'country' : 'city'))
  const predictions = Float64Array.from({ length: rows }, () => 10 * uniform())
  const scale = (row: number) => noise * (place[row] === 'country' ? 3 : 1)
  const labels = predictions.map((x, row) => x + scale(row) * normalQuantile(uniform()))
  const features = new Map<string, Column>([
    ['place', texts(place)],
    ['unused', numbers(Array.from({ length: rows }, uniform))],
  ])
  return { sample: regressionSample({ labels, predictions }), features }
}

const reference = world(8000, { seed: 1, country: 0.2 })
const models = fitLossModels(reference.sample, reference.features, 7)

function estimates({ sample, features }: ReturnType<typeof world>) {
  const found = directLoss({
    metrics: METRICS,
    reference: { sample: reference.sample, groups: undefined },
    models,
    window: { features, predictions: sample.predictions },
    seed: 7,
  })
  return new Map(found.map((each) => [each.metric, each]))
}

test('directLoss: knows the error of a window of harder rows, where the truth lies within its interval', () => {
  const found = estimates(world(2000, { seed: 2, country: 0.6 }))
  const truth = { mae: 2.2 * Math.sqrt(2 / Math.PI), mse: 5.8, rmse: Math.sqrt(5.8) }
  for (const [name, value] of Object.entries(truth)) {
    const { estimate, ci, reference: before } = found.get(name)!
    assert.ok(ci![0] < value && value < ci![1], `${name}: ${value} is not in ${ci}`)
    assert.ok(Math.abs(estimate! - value) < 0.2 * Math.abs(before! - value), `${name}: ${estimate} for ${value}`)
  }
})

test('directLoss: expects on rows like the reference what the reference has', () => {
  const found = estimates(world(4000, { seed: 3, country: 0.2 }))
  for (const { estimate, reference: before } of found.values()) close(estimate! / before!, 1, 0.06)
})

test('directLoss: does not see that the same rows have become twice as noisy', () => {
  const window = world(4000, { seed: 4, country: 0.2, noise: 2 })
  const { estimate, reference: before, ci } = estimates(window).get('mae')!
  close(estimate! / before!, 1, 0.06)
  const realized = metricOf('regression', 'mae').estimate(window.sample)
  assert.ok(!('undefined' in realized) && realized.value > ci![1])
})

test('directLoss: its standard errors are NannyML 0.13.1’s but for n/(n − 1)', () => {
  const { labels, predictions, rows, ...expected } = REFERENCE.regression
  const sample = regressionSample({ labels: Float64Array.from(labels), predictions: Float64Array.from(predictions) })
  const found = directLoss({
    metrics: METRICS,
    reference: { sample, groups: undefined },
    models: fitLossModels(sample, new Map(), 7),
    window: { features: new Map(), predictions: sample.predictions.slice(0, rows) },
    seed: 7,
  })
  const correction = Math.sqrt(1 - 1 / sample.rows)
  for (const { metric, se } of found) {
    close(se! * correction, expected[metric as keyof typeof expected], 1e-12, metric)
  }
})

test('directLoss: the same seed gives the same numbers, and rows may weigh', () => {
  const window = world(500, { seed: 5, country: 0.5 })
  assert.deepEqual(estimates(window), estimates(window))
  const mae = (weights: Float64Array | undefined, predictions = window.sample.predictions) =>
    directLoss({
      metrics: [metricOf('regression', 'mae')],
      reference: { sample: reference.sample, groups: undefined },
      models,
      window: { features: window.features, predictions, weights },
      seed: 7,
    })[0]!.estimate!
  close(mae(new Float64Array(500).fill(3)), mae(undefined), 1e-12)
})

test('directLoss: says which metrics it cannot estimate', () => {
  const [found] = directLoss({
    metrics: [metricOf('regression', 'r2')],
    reference: { sample: reference.sample, groups: undefined },
    models,
    window: { features: reference.features, predictions: reference.sample.predictions },
    seed: 7,
  })
  assert.deepEqual([found!.estimate, found!.reason], [null, 'r2 cannot be estimated without labels'])
})

test('fitLossModels: times are no feature, and a feature that is gone is named', () => {
  const { sample, features } = reference
  const withTime = new Map([...features, ['at', numbers(Array.from(sample.labels), 'time')] as const])
  const absolute = fitLossModels(sample, withTime, 7).absolute()
  assert.equal(absolute({ features, predictions: sample.predictions }).length, sample.rows)
  const place = features.get('place')!
  assert.throws(() => absolute({ features: new Map([['place', place]]), predictions: sample.predictions }), {
    name: 'UserError',
    message: /^Missing feature `unused` in the window, /,
  })
})

test('fitLossModels: no loss is below 0', () => {
  const { sample, features } = world(300, { seed: 6, country: 0.1 })
  for (const loss of ['absolute', 'squared'] as const) {
    const losses = fitLossModels(sample, features, 7)[loss]()({ features, predictions: sample.predictions })
    assert.ok(losses.every((each) => each >= 0))
  }
})
