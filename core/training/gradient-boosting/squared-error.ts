import type { Labelled, Objective } from './objective.ts'

/**
 * Half the squared error: trees sum to the prediction itself, starting at the weighted mean.
 *
 * @example
 * squaredError({ labels: Float64Array.of(1, 3), classes: [], weights: undefined }).base[0] // 2
 */
export function squaredError({ labels, weights }: Labelled): Objective {
  let total = 0
  let weight = 0
  for (let row = 0; row < labels.length; row++) {
    const w = weights?.[row] ?? 1
    total += w * labels[row]!
    weight += w
  }
  return {
    base: Float32Array.of(total / weight),
    startRound:
      (sums) =>
      (k, { gradients, hessians }) => {
        const predictions = sums[k]!
        for (let row = 0; row < labels.length; row++) {
          const w = weights === undefined ? 1 : weights[row]!
          gradients[row] = w * (predictions[row]! - labels[row]!)
          hessians[row] = w
        }
      },
  }
}
