import type { Shares } from './shares.ts'

/**
 * The population stability index: Σ (p − q) ln(p / q), which is KL in both directions added.
 *
 * By habit below 0.1 is little and above 0.25 much; both depend on the bins. Bins that both leave empty add nothing.
 *
 * @param p shares of the reference
 * @param q shares of the current sample, in the same bins
 * @returns ≥ 0; Infinity where only one has rows in a bin
 * @see Jeffreys 1946, doi:10.1098/rspa.1946.0056; Siddiqi 2006, Credit Risk Scorecards
 * @example
 * psi(sharesOf([1, 3]), sharesOf([3, 1])) // 1.0986122887
 */
export function psi(p: Shares, q: Shares): number {
  let sum = 0
  for (let k = 0; k < p.length; k++) {
    if (p[k] !== q[k]) sum += (p[k]! - q[k]!) * Math.log(p[k]! / q[k]!)
  }
  return sum
}
