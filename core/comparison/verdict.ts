import type { Verdict } from '../artifacts/comparison.ts'

/**
 * What the data say about a candidate, from the 95 % interval of its gain and the loss that was
 * declared acceptable beforehand.
 *
 * @param gain lowest and highest gain; positive means the candidate is better
 * @param margin ≥ 0, in the unit of the gain
 * @example
 * verdictOf([-0.004, 0.002], 0.005) // 'equivalent'
 */
export function verdictOf([lo, hi]: readonly [number, number], margin: number): Verdict {
  if (lo > 0) return 'better'
  if (lo >= -margin) return 'equivalent'
  return hi < -margin ? 'worse' : 'undecided'
}
