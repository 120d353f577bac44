import type { Shares } from './shares.ts'

/**
 * Kullback and Leibler's divergence of the current sample from the reference: Σ p ln(p / q), in nats.
 *
 * Not symmetric. Bins that the reference leaves empty add nothing.
 *
 * @param p shares of the reference
 * @param q shares of the current sample, in the same bins
 * @returns ≥ 0 for shares with the sum 1; Infinity where only the reference has rows in a bin
 * @see Kullback & Leibler 1951, doi:10.1214/aoms/1177729694; values from SciPy 1.17 entropy
 * @example
 * kullbackLeibler(sharesOf([1, 1]), sharesOf([1, 3])) // 0.1438410362
 */
export function kullbackLeibler(p: Shares, q: Shares): number {
  let sum = 0
  for (let k = 0; k < p.length; k++) {
    if (p[k]! > 0) sum += p[k]! * Math.log(p[k]! / q[k]!)
  }
  return sum
}
