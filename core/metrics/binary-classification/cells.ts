import type { BoundedEstimate } from '../../stats/interval.ts'
import type { BinarySample } from '../metric.ts'

/** One number for each cell of the confusion matrix: true and false negatives and positives. */
export interface Cells {
  readonly tn: number
  readonly fp: number
  readonly fn: number
  readonly tp: number
}

/**
 * The weight of the rows in each cell.
 *
 * @example
 * countCells(binarySample({ labels: Uint8Array.of(0, 1, 1), answers: Uint8Array.of(1, 1, 0) })) // { tn: 0, fp: 1, fn: 1, tp: 1 }
 */
export function countCells({ labels, answers, weights, rows }: BinarySample): Cells {
  const sums = new Float64Array(4)
  for (let row = 0; row < rows; row++)
    sums[2 * labels[row]! + answers[row]!]! += weights === undefined ? 1 : weights[row]!
  return { tn: sums[0]!, fp: sums[1]!, fn: sums[2]!, tp: sums[3]! }
}

/**
 * A metric that depends on the cells' weights alone, with its influence values by the delta method:
 * a row moves the metric by its weight times the slope of its cell.
 *
 * The metric must not change when all weights are multiplied by one number; then the influence
 * values sum to 0 by Euler's theorem.
 *
 * @param value the metric
 * @param slope its partial derivative by each cell's weight
 * @param among cells that the metric is taken over, 1 or 0; see BoundedEstimate
 * @see van der Vaart 1998, Asymptotic Statistics, ch. 3
 * @example
 * cellEstimate(binarySample({ labels: Uint8Array.of(1, 1), answers: Uint8Array.of(1, 0) }),
 *   0.5, { tn: 0, fp: 0, fn: -0.25, tp: 0.25 }, { tn: 0, fp: 0, fn: 1, tp: 1 }).influence // [0.25, -0.25]
 */
export function cellEstimate(
  { labels, answers, weights, rows }: BinarySample,
  value: number,
  slope: Cells,
  among: Cells,
): BoundedEstimate {
  const slopes = Float64Array.of(slope.tn, slope.fp, slope.fn, slope.tp)
  const members = Uint8Array.of(among.tn, among.fp, among.fn, among.tp)
  const influence = new Float64Array(rows)
  const isAmong = new Uint8Array(rows)
  for (let row = 0; row < rows; row++) {
    const cell = 2 * labels[row]! + answers[row]!
    influence[row] = (weights === undefined ? 1 : weights[row]!) * slopes[cell]!
    isAmong[row] = members[cell]!
  }
  return { value, influence, among: isAmong }
}

/**
 * The cells of the class that weighs less: its rows limit what a perfect result can prove.
 *
 * @example
 * rarerCells({ tn: 8, fp: 1, fn: 1, tp: 2 }) // { tn: 0, fp: 0, fn: 1, tp: 1 }
 */
export function rarerCells({ tn, fp, fn, tp }: Cells): Cells {
  return tp + fn <= tn + fp ? { tn: 0, fp: 0, fn: 1, tp: 1 } : { tn: 1, fp: 1, fn: 0, tp: 0 }
}

/**
 * A share hit / (hit + miss) of two cells, with its influence values.
 *
 * @example
 * cellShare(binarySample({ labels: Uint8Array.of(1, 1), answers: Uint8Array.of(1, 0) }), { tn: 0, fp: 0, fn: 1, tp: 1 }, 'tp', 'fn').value // 0.5
 */
export function cellShare(sample: BinarySample, cells: Cells, hit: keyof Cells, miss: keyof Cells): BoundedEstimate {
  const total = cells[hit] + cells[miss]
  const none = { tn: 0, fp: 0, fn: 0, tp: 0 }
  const slope = { ...none, [hit]: cells[miss] / total ** 2, [miss]: -cells[hit] / total ** 2 }
  return cellEstimate(sample, cells[hit] / total, slope, { ...none, [hit]: 1, [miss]: 1 })
}
