import type { Shares } from './shares.ts'

/**
 * Hellinger's distance: ‖√p − √q‖ / √2, which for shares with the sum 1 is √(1 − Σ √(p q)).
 *
 * The first form, because the second loses half of the digits where both are close.
 *
 * @param p shares of the reference
 * @param q shares of the current sample, in the same bins
 * @returns in [0, 1]
 * @see Hellinger 1909, doi:10.1515/crll.1909.136.210
 * @example
 * hellinger(sharesOf([1, 1]), sharesOf([1, 0])) // 0.5411961001
 */
export function hellinger(p: Shares, q: Shares): number {
  let squares = 0
  for (let k = 0; k < p.length; k++) squares += (Math.sqrt(p[k]!) - Math.sqrt(q[k]!)) ** 2
  return Math.sqrt(squares / 2)
}
