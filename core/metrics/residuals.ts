import { quantileSorted } from 'simple-statistics'
import { argsort } from './argsort.ts'
import { equalBinOf, equalBins } from './equal-bins.ts'
import type { RegressionSample } from './metric.ts'

/**
 * How far predictions lie above (positive) or below their labels, in equal bins.
 *
 * The outermost half per cent on either side counts in the first and the last bin. Time O(n log n).
 *
 * @param count number of bins, 40 when absent
 * @returns ends of the bins in the unit of the target, and summed weights, lowest first
 * @example
 * residualDistribution(regressionSample({ labels: Float64Array.of(1, 1), predictions: Float64Array.of(0, 2) }), 2) // { low: -1, high: 1, counts: [1, 1] }
 */
export function residualDistribution(
  sample: RegressionSample,
  count = 40,
): { low: number; high: number; counts: number[] } {
  const residuals = residualsOf(sample)
  const bins = equalBins(residuals.toSorted(), count)
  const counts = new Array<number>(count).fill(0)
  for (let row = 0; row < residuals.length; row++)
    counts[equalBinOf(residuals[row]!, bins)]! += sample.weights === undefined ? 1 : sample.weights[row]!
  return { low: bins.low, high: bins.high, counts }
}

const SHARES = [0.05, 0.25, 0.5, 0.75, 0.95]

/** Residuals of the rows whose predictions lie in [low, high]. */
export interface ResidualQuantiles {
  readonly low: number
  readonly high: number
  readonly rows: number
  /** 5, 25, 50, 75 and 95 %, in the unit of the target. */
  readonly quantiles: [number, number, number, number, number]
}

/**
 * Whether errors depend on how much is predicted: quantiles of the residuals in parts of as many rows each, by prediction.
 *
 * Equal predictions may lie in two parts. Weights do not count. Time O(n log n).
 *
 * @param parts at most this many, fewer where there are fewer than 10 rows for each; 10 when absent
 * @example
 * residualsByPrediction(regressionSample({ labels: Float64Array.of(1, 1), predictions: Float64Array.of(2, 2) })) // [{ low: 2, high: 2, rows: 2, quantiles: [1, 1, 1, 1, 1] }]
 */
export function residualsByPrediction(sample: RegressionSample, parts = 10): ResidualQuantiles[] {
  const { predictions, rows } = sample
  const residuals = residualsOf(sample)
  const order = argsort(predictions)
  const count = Math.max(1, Math.min(parts, Math.floor(rows / 10)))
  return Array.from({ length: count }, (_, part) => {
    const own = order.subarray(Math.round((part * rows) / count), Math.round(((part + 1) * rows) / count))
    const sorted = Float64Array.from(own, (row) => residuals[row]!).sort()
    const quantiles = SHARES.map((share) => quantileSorted(sorted as unknown as number[], share))
    return {
      low: predictions[own[0]!]!,
      high: predictions[own.at(-1)!]!,
      rows: own.length,
      quantiles: quantiles as ResidualQuantiles['quantiles'],
    }
  })
}

function residualsOf({ labels, predictions }: RegressionSample): Float64Array {
  return predictions.map((prediction, row) => prediction - labels[row]!)
}
