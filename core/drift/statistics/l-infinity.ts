import type { Shares } from './shares.ts'

/**
 * The largest change of a share: max |p − q|.
 *
 * @param p shares of the reference
 * @param q shares of the current sample, in the same bins
 * @returns in [0, 1]
 * @see values from TensorFlow Data Validation and NannyML
 * @example
 * lInfinity(sharesOf([1, 1]), sharesOf([1, 3])) // 0.25
 */
export function lInfinity(p: Shares, q: Shares): number {
  let most = 0
  for (let k = 0; k < p.length; k++) most = Math.max(most, Math.abs(p[k]! - q[k]!))
  return most
}
