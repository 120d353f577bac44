import type { BinarySample } from './metric.ts'

/** Rows whose probability lies in [low, high), the last bin also at its upper end. */
export interface CalibrationBin {
  readonly low: number
  readonly high: number
  readonly rows: number
  readonly weight: number
  /** Mean probability of the positive class. */
  readonly score: number
  /** Observed share of positive rows. */
  readonly rate: number
}

export const DEFAULT_BINS = 15

/**
 * The points of a reliability diagram: equal-width bins of the probability, those with rows only.
 *
 * Time O(n). Empty when the model gave no probabilities.
 *
 * @param count number of bins over [0, 1], 15 as in `ece` when absent
 * @example
 * calibrationBins(binarySample({ labels: Uint8Array.of(0, 1), scores: Float64Array.of(0.2, 0.4) }), 2) // [{ low: 0, high: 0.5, rows: 2, weight: 2, score: 0.3, rate: 0.5 }]
 */
export function calibrationBins({ labels, scores, weights }: BinarySample, count = DEFAULT_BINS): CalibrationBin[] {
  if (scores === undefined) return []
  const sums = Array.from({ length: count }, () => ({ rows: 0, weight: 0, score: 0, positive: 0 }))
  for (let row = 0; row < scores.length; row++) {
    const sum = sums[binOf(scores[row]!, count)]!
    const weight = weights === undefined ? 1 : weights[row]!
    sum.rows += 1
    sum.weight += weight
    sum.score += weight * scores[row]!
    sum.positive += weight * labels[row]!
  }
  const bins = sums.map(({ rows, weight, score, positive }, i) => ({
    low: i / count,
    high: (i + 1) / count,
    rows,
    weight,
    score: score / weight,
    rate: positive / weight,
  }))
  return bins.filter(({ weight }) => weight > 0)
}

/**
 * How far the bins are from calibrated: the weighted mean distance of probability and observed share
 * (ECE), its root mean square, and the largest.
 *
 * @param bins at least one
 * @see Naeini, Cooper & Hauskrecht 2015, doi:10.1609/aaai.v29i1.9602
 * @example
 * calibrationErrors([{ low: 0, high: 1, rows: 2, weight: 2, score: 0.3, rate: 0.5 }]) // { mean: 0.2, rms: 0.2, max: 0.2 }
 */
export function calibrationErrors(bins: readonly CalibrationBin[]): { mean: number; rms: number; max: number } {
  const total = bins.reduce((sum, { weight }) => sum + weight, 0)
  const average = (power: number) =>
    bins.reduce((sum, { weight, score, rate }) => sum + weight * Math.abs(rate - score) ** power, 0) / total
  return { mean: average(1), rms: Math.sqrt(average(2)), max: Math.max(...bins.map((b) => Math.abs(b.rate - b.score))) }
}

/** The bin of a probability; 1 belongs to the last. */
export function binOf(score: number, count: number): number {
  return Math.min(count - 1, Math.floor(score * count))
}
