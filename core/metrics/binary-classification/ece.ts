import { binOf, DEFAULT_BINS } from '../calibration.ts'
import type { BinarySample, Estimate, Metric, Undefined } from '../metric.ts'
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
  resample: (sample) => {
    const { bins, gaps, weight } = prepare(sample, sample.scores ?? new Float64Array(sample.rows).fill(Number.NaN))
    return (counts) => {
      const { sums, total } = sumGaps(
        bins,
        (row) => counts[row]! * gaps[row]!,
        (row) => counts[row]! * weight(row),
      )
      return absoluteSum(sums) / total
    }
  },
}

function estimate(sample: BinarySample): Estimate | Undefined {
  if (sample.scores === undefined) return NO_SCORES
  const { bins, gaps, weight } = prepare(sample, sample.scores)
  const { sums, total } = sumGaps(bins, (row) => gaps[row]!, weight)
  if (total === 0) return NO_ROWS
  const value = absoluteSum(sums) / total
  const influence = gaps // rewritten in place
  for (let row = 0; row < sample.rows; row++) {
    influence[row] = (Math.sign(sums[bins[row]!]!) * gaps[row]! - weight(row) * value) / total
  }
  return { value, influence }
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

function sumGaps(bins: Uint8Array, gap: (row: number) => number, weight: (row: number) => number) {
  const sums = new Float64Array(DEFAULT_BINS)
  let total = 0
  for (let row = 0; row < bins.length; row++) {
    sums[bins[row]!]! += gap(row)
    total += weight(row)
  }
  return { sums, total }
}

function absoluteSum(values: Float64Array): number {
  return values.reduce((sum, value) => sum + Math.abs(value), 0)
}
