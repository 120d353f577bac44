import { argsort } from '../argsort.ts'
import type { Metric, RegressionSample } from '../metric.ts'
import { NO_ROWS } from '../undefined.ts'
import { errorsOf } from './errors.ts'

/**
 * Median absolute error; with weights the weighted median, halfway between two errors when exactly
 * half the weight lies on each side.
 *
 * A median has no influence values without guessing a density, so they are NaN here: its interval and
 * its differences come from the bootstrap.
 *
 * @see values from scikit-learn 1.9 `median_absolute_error`
 * @example
 * medae.estimate(regressionSample({ labels: Float64Array.of(0, 0, 0), predictions: Float64Array.of(1, -2, 9) })).value // 2
 */
export const medae: Metric<RegressionSample> = {
  name: 'medae',
  task: 'regression',
  title: 'Median absolute error, in the unit of the target, 0 or more',
  higherIsBetter: false,
  range: [0, Infinity],
  margin: { kind: 'relative', value: 0.01 },
  needs: 'answers',
  interval: 'bootstrap',
  judged: true,
  estimate: (sample) => {
    const value = resample(sample)(new Float64Array(sample.rows).fill(1))
    return Number.isNaN(value) ? NO_ROWS : { value, influence: new Float64Array(sample.rows).fill(Number.NaN) }
  },
  resample,
}

function resample(sample: RegressionSample): (counts: Float64Array) => number {
  const errors = errorsOf(sample, Math.abs)
  const order = argsort(errors)
  const { weights, rows } = sample
  const weightAt = (place: number) => (weights === undefined ? 1 : weights[order[place]!]!)
  const sorted = Float64Array.from(order, (row) => errors[row]!)
  const weight = Float64Array.from(order, (_, place) => weightAt(place))
  return (counts) => {
    let total = 0
    for (let place = 0; place < rows; place++) total += weight[place]! * counts[order[place]!]!
    return total === 0 ? Number.NaN : medianOf(sorted, (place) => weight[place]! * counts[order[place]!]!, total)
  }
}

/** The first value at which half the weight is reached; if reached exactly, its mean with the next one that weighs anything. */
function medianOf(sorted: Float64Array, weight: (place: number) => number, total: number): number {
  let below = 0
  let place = 0
  for (; place < sorted.length; place++) {
    below += weight(place)
    if (below >= total / 2) break
  }
  const value = sorted[place]!
  if (below - total / 2 > Number.EPSILON) return value
  for (let next = place + 1; next < sorted.length; next++) if (weight(next) > 0) return (value + sorted[next]!) / 2
  return value
}
