import { once } from '../once.ts'
import { argsort } from './argsort.ts'
import type { BinarySample, MulticlassSample, RegressionSample, Sample } from './metric.ts'

/**
 * Some rows of a sample, as a sample of its own: a slice.
 *
 * Time O(rows picked). A binary slice's order is taken from the whole sample's when it is large
 * enough for that to be cheaper than sorting it.
 *
 * @param rows positions, ascending and each once
 * @example
 * pickRows(binarySample({ labels: Uint8Array.of(0, 1, 1), answers: Uint8Array.of(0, 0, 1) }), Uint32Array.of(1, 2)).answers // [0, 1]
 */
export function pickRows<S extends Sample>(sample: S, rows: Uint32Array): S
export function pickRows(sample: Sample, rows: Uint32Array): Sample {
  if (sample.task === 'binary-classification') return pickBinary(sample, rows)
  if (sample.task === 'multiclass-classification') return pickMulticlass(sample, rows)
  return pickRegression(sample, rows)
}

function pickBinary(sample: BinarySample, rows: Uint32Array): BinarySample {
  const scores = pickFloats(sample.scores, rows)
  const labels = new Uint8Array(rows.length)
  const answers = new Uint8Array(rows.length)
  for (let i = 0; i < rows.length; i++) {
    labels[i] = sample.labels[rows[i]!]!
    answers[i] = sample.answers[rows[i]!]!
  }
  const order = once(() => {
    if (scores === undefined) return new Uint32Array(0)
    return rows.length * SORT_OVER_WALK < sample.rows ? argsort(scores) : orderWithin(sample, rows)
  })
  return { ...sample, rows: rows.length, labels, scores, answers, weights: pickFloats(sample.weights, rows), order }
}

/** Sorting a row costs about this many times what walking past it in the whole sample's order costs. */
const SORT_OVER_WALK = 6

/** Walks the whole sample's order and keeps the picked rows. */
function orderWithin(sample: BinarySample, rows: Uint32Array): Uint32Array {
  const placeOf = new Uint32Array(sample.rows) // 0: not picked, else its place + 1
  for (let i = 0; i < rows.length; i++) placeOf[rows[i]!] = i + 1
  const order = new Uint32Array(rows.length)
  let kept = 0
  for (const row of sample.order()) {
    const place = placeOf[row]!
    if (place !== 0) order[kept++] = place - 1
  }
  return order
}

function pickMulticlass(sample: MulticlassSample, rows: Uint32Array): MulticlassSample {
  const labels = Int32Array.from(rows, (row) => sample.labels[row]!)
  const answers = Int32Array.from(rows, (row) => sample.answers[row]!)
  const weights = pickFloats(sample.weights, rows)
  return { ...sample, rows: rows.length, labels, answers, weights, scores: pickWide(sample, rows) }
}

function pickWide({ scores, classes }: MulticlassSample, rows: Uint32Array): Float64Array | undefined {
  if (scores === undefined) return undefined
  const width = classes.length
  const picked = new Float64Array(rows.length * width)
  for (let i = 0; i < rows.length; i++) {
    for (let k = 0; k < width; k++) picked[i * width + k] = scores[rows[i]! * width + k]!
  }
  return picked
}

function pickRegression(sample: RegressionSample, rows: Uint32Array): RegressionSample {
  const labels = Float64Array.from(rows, (row) => sample.labels[row]!)
  const predictions = Float64Array.from(rows, (row) => sample.predictions[row]!)
  return { task: 'regression', rows: rows.length, labels, predictions, weights: pickFloats(sample.weights, rows) }
}

function pickFloats(values: Float64Array | undefined, rows: Uint32Array): Float64Array | undefined {
  if (values === undefined) return undefined
  const picked = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i]!]!
  return picked
}
