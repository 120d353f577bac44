import { binOf } from './calibration.ts'
import type { BinarySample } from './metric.ts'

/**
 * Where a binary model's scores lie, by label, in equal bins from 0 to 1.
 *
 * Time O(n). All bins are empty when the model gave no probabilities.
 *
 * @param count number of bins, 40 when absent
 * @returns summed weights of each bin, lowest first
 * @example
 * scoreDistribution(binarySample({ labels: Uint8Array.of(0, 1), scores: Float64Array.of(0.2, 1) }), 2) // { negative: [1, 0], positive: [0, 1] }
 */
export function scoreDistribution(
  { labels, scores, weights }: BinarySample,
  count = 40,
): { negative: number[]; positive: number[] } {
  const negative = new Array<number>(count).fill(0)
  const positive = new Array<number>(count).fill(0)
  for (let row = 0; row < (scores?.length ?? 0); row++) {
    const side = labels[row] === 1 ? positive : negative
    side[binOf(scores![row]!, count)]! += weights === undefined ? 1 : weights[row]!
  }
  return { negative, positive }
}
