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
 * bestThreshold(binarySample({ labels: Uint8Array.of(0, 0, 1), scores: Float64Array.of(0.1, 0.2, 0.4) }), 'f1')
 * // { threshold: 0.3, value: 1 }
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
  const { labels, rows, weights } = sample
  const order = sample.order()
  const cells = new Float64Array(4) // true negatives, false positives, false negatives, true positives
  for (let row = 0; row < rows; row++) cells[labels[row] === 1 ? 3 : 1]! += weights?.[row] ?? 1
  const four = binarySample({ labels: Uint8Array.of(0, 0, 1, 1), answers: Uint8Array.of(0, 1, 0, 1), weights: cells })
  let below = 0
  for (let place = 0; place <= rows; ) {
    const score = place < rows ? scores[order[place]!]! : 1
    const isPastLast = place === rows
    if (isPastLast && below === 1) return // no threshold lies above a score of 1
    const estimate = metric.estimate(four)
    if (!('undefined' in estimate)) yield { threshold: place === 0 ? 0 : between(below, score), value: estimate.value }
    if (isPastLast) return
    for (; place < rows && scores[order[place]!] === score; place++) {
      const row = order[place]!
      const weight = weights?.[row] ?? 1
      const [from, to] = labels[row] === 1 ? [3, 2] : [1, 0]
      cells[from]! = Math.max(0, cells[from]! - weight)
      cells[to]! += weight
    }
    below = score
  }
}

/** Halfway, or `above` itself where no number lies between. */
function between(below: number, above: number): number {
  const half = (below + above) / 2
  return half > below ? half : above
}
