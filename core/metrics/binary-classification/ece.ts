import { binOf, DEFAULT_BINS } from '../calibration.ts'
import type { BinarySample, Estimate, Groups, Metric, Undefined } from '../metric.ts'
import { NO_ROWS, NO_SCORES } from '../undefined.ts'

/**
 * Expected calibration error: the mean distance between the probability of the positive class and
 * the observed share of positives, over 15 equal-width bins of the probability.
 *
 * Shown with its bootstrap interval but never judged: noise alone makes it larger than the truth, so
 * the interval often misses it (it held 2 to 89 % of the time on simulated samples of 1,000 rows).
 *
 * @see Naeini, Cooper & Hauskrecht 2015, doi:10.1609/aaai.v29i1.9602; Guo et al. 2017 (15 bins), arXiv:1706.04599
 * @example
 * ece.estimate(binarySample({ labels: Uint8Array.of(0, 0, 1, 1), scores: Float64Array.of(0.3, 0.3, 0.3, 0.9) })).value // 0.05
 */
export const ece: Metric<BinarySample> = {
  name: 'ece',
  task: 'binary-classification',
  title: 'Expected calibration error over 15 equal-width bins, 0 to 1',
  higherIsBetter: false,
  range: [0, 1],
  margin: { kind: 'absolute', value: 0.01 },
  needs: 'scores',
  interval: 'bootstrap',
  judged: false,
  estimate,
  resample,
}

function estimate(sample: BinarySample): Estimate | Undefined {
  if (sample.scores === undefined) return NO_SCORES
  const { bins, gaps, weight } = prepare(sample, sample.scores)
  const sums = new Float64Array(DEFAULT_BINS)
  let total = 0
  for (let row = 0; row < sample.rows; row++) {
    sums[bins[row]!]! += gaps[row]!
    total += weight(row)
  }
  if (total === 0) return NO_ROWS
  const value = absoluteSum(sums) / total
  const influence = gaps // rewritten in place
  for (let row = 0; row < sample.rows; row++) {
    influence[row] = (Math.sign(sums[bins[row]!]!) * gaps[row]! - weight(row) * value) / total
  }
  return { value, influence }
}

/** Sums gaps by bin and unit once, so that a replicate costs units × bins, whatever the rows. */
function resample(sample: BinarySample, { codes, count }: Groups): (counts: Float64Array) => number {
  const { bins, gaps, weight } = prepare(sample, sample.scores ?? new Float64Array(sample.rows).fill(Number.NaN))
  const byUnit = Array.from({ length: DEFAULT_BINS }, () => new Float64Array(count))
  const weights = new Float64Array(count)
  for (let row = 0; row < sample.rows; row++) {
    byUnit[bins[row]!]![codes[row]!]! += gaps[row]!
    weights[codes[row]!]! += weight(row)
  }
  return (counts) => absoluteSum(byUnit.map((gapsOfBin) => dot(gapsOfBin, counts))) / dot(weights, counts)
}

function dot(values: Float64Array, counts: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]! * counts[i]!
  return sum
}

/** Each row's bin and weighted distance of its label from its probability. */
function prepare({ labels, weights, rows }: BinarySample, scores: Float64Array) {
  const weight = (row: number) => (weights === undefined ? 1 : weights[row]!)
  const bins = new Uint8Array(rows)
  const gaps = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    bins[row] = binOf(scores[row]!, DEFAULT_BINS)
    gaps[row] = weight(row) * (labels[row]! - scores[row]!)
  }
  return { bins, gaps, weight }
}

function absoluteSum(values: Float64Array | readonly number[]): number {
  let sum = 0
  for (const value of values) sum += Math.abs(value)
  return sum
}
