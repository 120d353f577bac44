import type { Shares } from './shares.ts'

/**
 * The total variation distance: ½ Σ |p − q|, the share of rows that would have to change their bin.
 *
 * @param p shares of the reference
 * @param q shares of the current sample, in the same bins
 * @returns in [0, 1]
 * @see Levin & Peres 2017, Markov Chains and Mixing Times, 2nd ed., proposition 4.2
 * @example
 * totalVariation(sharesOf([1, 1]), sharesOf([1, 3])) // 0.25
 */
export function totalVariation(p: Shares, q: Shares): number {
  let sum = 0
  for (let k = 0; k < p.length; k++) sum += Math.abs(p[k]! - q[k]!)
  return sum / 2
}
