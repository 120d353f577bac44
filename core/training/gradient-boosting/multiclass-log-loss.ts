import type { Labelled, Objective } from './objective.ts'

/** The share given to a class without rows, so that its logarithm is a number. */
const ABSENT = 1e-15

/**
 * Log loss of many classes: one tree a class and round; the softmax of the sums are the
 * probabilities, starting at the classes' weighted shares.
 *
 * @example
 * multiclassLogLoss({ labels: Float64Array.of(0, 1, 1), classes: ['a', 'b'], weights: undefined }).base // Float32Array.of(Math.log(1 / 3), Math.log(2 / 3))
 */
export function multiclassLogLoss({ labels, classes, weights }: Labelled): Objective {
  const totals = new Float64Array(classes.length)
  for (let row = 0; row < labels.length; row++) totals[labels[row]!]! += weights?.[row] ?? 1
  const all = totals.reduce((sum, total) => sum + total, 0)
  const normalizers = new Float64Array(labels.length)
  return {
    base: Float32Array.from(totals, (total) => Math.log(Math.max(total / all, ABSENT))),
    startRound: (sums) => {
      // Kept from here on: all classes of a round see the sums as they were at its start.
      for (let row = 0; row < labels.length; row++) normalizers[row] = logSumExp(sums, row)
      return (k, { gradients, hessians }) => {
        const scores = sums[k]!
        for (let row = 0; row < labels.length; row++) {
          const w = weights === undefined ? 1 : weights[row]!
          const probability = Math.exp(scores[row]! - normalizers[row]!)
          gradients[row] = w * (probability - (labels[row] === k ? 1 : 0))
          hessians[row] = w * probability * (1 - probability)
        }
      }
    },
  }
}

function logSumExp(sums: readonly Float64Array[], row: number): number {
  let highest = Number.NEGATIVE_INFINITY
  for (const scores of sums) highest = Math.max(highest, scores[row]!)
  let total = 0
  for (const scores of sums) total += Math.exp(scores[row]! - highest)
  return highest + Math.log(total)
}
