import type { TrainingData } from '../trainer.ts'

/**
 * A loss of rows' sums: its weighted total, and each row's derivative in each sum.
 *
 * @param sums one array a sum, one number a row
 * @param residuals of the same shape, overwritten with weighted derivatives
 */
export type Loss = (sums: readonly Float64Array[], residuals: readonly Float64Array[]) => number

type Labelled = Pick<TrainingData, 'task' | 'labels' | 'weights'>

/** The loss of a task: half the squared error, or log loss in nats. */
export function lossOf({ task, labels, weights }: Labelled): Loss {
  const rowLoss = { regression: squared, 'binary-classification': logistic, 'multiclass-classification': softmax }[task]
  return (sums, residuals) => {
    let total = 0
    for (let row = 0; row < labels.length; row++) {
      const weight = weights === undefined ? 1 : weights[row]!
      total += weight * rowLoss(sums, residuals, row, labels[row]!, weight)
    }
    return total
  }
}

type RowLoss = (
  sums: readonly Float64Array[],
  residuals: readonly Float64Array[],
  row: number,
  label: number,
  weight: number,
) => number

const squared: RowLoss = ([sums], [residuals], row, label, weight) => {
  const error = sums![row]! - label
  residuals![row] = weight * error
  return (error * error) / 2
}

const logistic: RowLoss = ([sums], [residuals], row, label, weight) => {
  const logOdds = sums![row]!
  // Of the two forms, the one whose exponential cannot overflow.
  const tail = Math.exp(-Math.abs(logOdds))
  const probability = logOdds >= 0 ? 1 / (1 + tail) : tail / (1 + tail)
  residuals![row] = weight * (probability - label)
  return Math.log1p(tail) + Math.max(logOdds, 0) - label * logOdds
}

const softmax: RowLoss = (sums, residuals, row, label, weight) => {
  let highest = Number.NEGATIVE_INFINITY
  for (const scores of sums) highest = Math.max(highest, scores[row]!)
  let total = 0
  for (const scores of sums) total += Math.exp(scores[row]! - highest)
  const normalizer = highest + Math.log(total)
  for (let k = 0; k < sums.length; k++) {
    const probability = Math.exp(sums[k]![row]! - normalizer)
    residuals[k]![row] = weight * (probability - (k === label ? 1 : 0))
  }
  return normalizer - sums[label]![row]!
}
