import type { Labelled, Objective } from './objective.ts'

/**
 * Log loss of two classes: trees sum to the log-odds of class 1, starting at its weighted share.
 *
 * @example
 * binaryLogLoss({ labels: Float64Array.of(0, 1), classes: ['0', '1'], weights: undefined }).base[0] // 0
 */
export function binaryLogLoss({ labels, weights }: Labelled): Objective {
  const totals = [0, 0]
  for (let row = 0; row < labels.length; row++) totals[labels[row]!]! += weights?.[row] ?? 1
  return {
    base: Float32Array.of(Math.log(totals[1]! / totals[0]!)),
    startRound:
      (sums) =>
      (k, { gradients, hessians }) => {
        const logOdds = sums[k]!
        for (let row = 0; row < labels.length; row++) {
          const w = weights === undefined ? 1 : weights[row]!
          const probability = 1 / (1 + Math.exp(-logOdds[row]!))
          gradients[row] = w * (probability - labels[row]!)
          hessians[row] = w * probability * (1 - probability)
        }
      },
  }
}
