import type { Shares } from './shares.ts'

/**
 * The Jensen–Shannon distance: the square root of the mean divergence of two samples from their middle.
 *
 * @param p shares of the reference
 * @param q shares of the current sample, in the same bins
 * @param options.base of the logarithm: 2 gives a distance in [0, 1], Math.E (Evidently's) one in [0, √ln 2]
 * @returns 0 for equal shares, its most for shares without a common bin
 * @see Lin 1991, doi:10.1109/18.61115; Endres & Schindelin 2003, doi:10.1109/TIT.2003.813506 (the root);
 *   values from SciPy 1.17 jensenshannon
 * @example
 * jensenShannon(sharesOf([1, 1]), sharesOf([1, 3])) // 0.2208957688
 */
export function jensenShannon(p: Shares, q: Shares, { base = 2 } = {}): number {
  return Math.sqrt(jensenShannonDivergence(p, q, { base }))
}

/**
 * The Jensen–Shannon divergence, which is the distance squared.
 *
 * @see Lin 1991, doi:10.1109/18.61115
 * @example
 * jensenShannonDivergence(sharesOf([1, 1]), sharesOf([1, 3])) // 0.0487949407
 */
export function jensenShannonDivergence(p: Shares, q: Shares, { base = 2 } = {}): number {
  let sum = 0
  for (let k = 0; k < p.length; k++) sum += toMiddle(p[k]!, q[k]!) + toMiddle(q[k]!, p[k]!)
  return Math.max(0, sum / (2 * Math.log(base)))
}

function toMiddle(share: number, other: number): number {
  return share === 0 ? 0 : share * Math.log(share / ((share + other) / 2))
}
