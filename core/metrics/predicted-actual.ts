import { equalBinOf, equalBins } from './equal-bins.ts'
import type { RegressionSample } from './metric.ts'

/**
 * How many rows have which label and which prediction, in equal bins of both, on one scale.
 *
 * The outermost half per cent on either side counts in the first and the last bin. Time O(n log n).
 *
 * @param count number of bins on either side, 30 when absent
 * @returns ends of the scale in the unit of the target; summed weights, a row a bin of labels, lowest first
 * @example
 * predictedActual(regressionSample({ labels: Float64Array.of(0, 4), predictions: Float64Array.of(4, 4) }), 2) // { low: 0, high: 4, counts: [[0, 1], [0, 1]] }
 */
export function predictedActual(
  { labels, predictions, weights }: RegressionSample,
  count = 30,
): { low: number; high: number; counts: number[][] } {
  const both = new Float64Array(2 * labels.length)
  both.set(labels)
  both.set(predictions, labels.length)
  const bins = equalBins(both.sort(), count)
  const counts = Array.from({ length: count }, () => new Array<number>(count).fill(0))
  for (let row = 0; row < labels.length; row++)
    counts[equalBinOf(labels[row]!, bins)]![equalBinOf(predictions[row]!, bins)]! +=
      weights === undefined ? 1 : weights[row]!
  return { low: bins.low, high: bins.high, counts }
}
