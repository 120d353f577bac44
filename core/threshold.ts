import { suggest, UserError } from './errors.ts'
import { metricNames, metricOf } from './metrics/index.ts'
import type { BinarySample, Metric } from './metrics/metric.ts'
import { binarySample } from './metrics/sample.ts'

/** A threshold and what it gives on the rows it was chosen on. */
interface Threshold {
  /** In [0, 1]; a score at or above it is answered with the positive class. */
  readonly threshold: number
  /** The metric there. Chosen as the best of many, it flatters: measure it again on other rows. */
  readonly value: number
}

/**
 * The threshold at which a metric of decisions is best on these rows: every threshold that makes a
 * difference is tried. It lies halfway between two neighbouring scores, so that rounding a score
 * changes no decision; of equally good ones the nearest to 0.5 is taken.
 *
 * Such a metric depends only on the weight in the four cells of the confusion matrix, so each
 * threshold is judged on four weighted rows. Time O(n log n), about a second for a million
 * different scores.
 *
 * @param sample with scores
 * @param name a metric of decisions, such as `f1`; it is maximized, or minimized where lower is better
 * @throws {UserError} if the metric is unknown or needs probabilities, if the model gave no scores,
 *   or if the metric has no value at any threshold
 * @example
 * bestThreshold(binarySample({ labels: Uint8Array.of(0, 0, 1), scores: Float64Array.of(0.1, 0.25, 0.75) }), 'f1') // { threshold: 0.5, value: 1 }
 */
export function bestThreshold(sample: BinarySample, name: string): Threshold {
  const metric = metricOf('binary-classification', name)
  if (metric.needs === 'scores') {
    throw new UserError(
      `Unexpected metric \`${name}\` for a threshold, expected one of decisions, ${suggest(name, ofDecisions())}`,
    )
  }
  if (sample.scores === undefined)
    throw new UserError('Missing scores, expected probabilities to choose a threshold on')
  const sign = metric.higherIsBetter ? 1 : -1
  let best: Threshold | undefined
  for (const option of options(sample, sample.scores, metric)) {
    const gain = best === undefined ? Infinity : sign * (option.value - best.value)
    if (gain > 0 || (gain === 0 && distance(option) < distance(best!))) best = option
  }
  if (best === undefined) throw new UserError(`Unexpected rows: \`${name}\` has no value at any threshold on them`)
  return best
}

function ofDecisions(): string[] {
  const task = 'binary-classification'
  return metricNames(task).filter((name) => metricOf(task, name).needs === 'answers')
}

function distance({ threshold }: Threshold): number {
  return Math.abs(threshold - 0.5)
}

/** Each threshold that decides differently, lowest first, where the metric has a value. */
function* options(sample: BinarySample, scores: Float64Array, metric: Metric<BinarySample>): Generator<Threshold> {
  const order = sample.order()
  const cells = answeredPositive(sample)
  const four = binarySample({
    labels: Uint8Array.of(0, 0, 1, 1),
    answers: Uint8Array.of(0, 1, 0, 1),
    weights: cells.weights,
  })
  const valueAt = (threshold: number): Threshold[] => {
    const estimate = metric.estimate(four)
    return 'undefined' in estimate ? [] : [{ threshold, value: estimate.value }]
  }
  let below: number | undefined
  for (let place = 0; place < sample.rows; ) {
    const score = scores[order[place]!]!
    yield* valueAt(below === undefined ? 0 : between(below, score))
    for (; place < sample.rows && scores[order[place]!] === score; place++) cells.answerNegative(order[place]!)
    below = score
  }
  if (below !== undefined && below < 1) yield* valueAt(between(below, 1))
}

/**
 * The weight of true negatives, false positives, false negatives and true positives, at first with
 * every row answered positive. A cell without rows weighs exactly 0, which sums of differences miss.
 */
function answeredPositive({ labels, rows, weights }: BinarySample) {
  const sums = new Float64Array(4)
  const counts = new Uint32Array(4)
  const add = (cell: number, row: number, sign: 1 | -1) => {
    counts[cell]! += sign
    sums[cell] = counts[cell] === 0 ? 0 : sums[cell]! + sign * (weights?.[row] ?? 1)
  }
  for (let row = 0; row < rows; row++) add(labels[row] === 1 ? 3 : 1, row, 1)
  const answerNegative = (row: number) => {
    const [from, to] = labels[row] === 1 ? [3, 2] : [1, 0]
    add(from, row, -1)
    add(to, row, 1)
  }
  return { weights: sums, answerNegative }
}

/** Halfway, or `above` itself where no number lies between. */
function between(below: number, above: number): number {
  const half = (below + above) / 2
  return half > below ? half : above
}
