import { normalCdf, normalQuantile } from './normal.ts'

interface TwoProportions {
  readonly p1: number
  readonly p2: number
  /** Two-sided significance level, 0.05 when absent. */
  readonly alpha?: number
}

/**
 * The power of comparing two independent proportions: the chance to see a difference that is there.
 *
 * Normal approximation with the pooled variance under no difference; a significant difference in the
 * wrong direction does not count.
 *
 * @param n rows in each of the two samples
 * @returns a probability in [0, 1]
 * @see Fleiss, Levin & Paik 2003, Statistical Methods for Rates and Proportions, ch. 4
 * @example
 * powerTwoProportions({ p1: 0.5, p2: 0.75, n: 50 }) // 0.740166
 */
export function powerTwoProportions({ p1, p2, n, alpha = 0.05 }: TwoProportions & { readonly n: number }): number {
  const { under0, under1 } = deviations(p1, p2)
  const critical = normalQuantile(1 - alpha / 2)
  return normalCdf((Math.sqrt(n) * Math.abs(p1 - p2) - critical * under0) / under1)
}

/**
 * Rows in each sample that give the comparison of two proportions a wanted power; not rounded up.
 *
 * @param power the wanted chance to see the difference, in (0, 1)
 * @returns a number of rows; Infinity when the proportions are equal
 * @example
 * rowsForPower({ p1: 0.5, p2: 0.75, power: 0.9 }) // 76.7069
 */
export function rowsForPower({ p1, p2, power, alpha = 0.05 }: TwoProportions & { readonly power: number }): number {
  const { under0, under1 } = deviations(p1, p2)
  return ((normalQuantile(1 - alpha / 2) * under0 + normalQuantile(power) * under1) / (p1 - p2)) ** 2
}

/** Standard deviation of the difference times √n, without and with a true difference. */
function deviations(p1: number, p2: number): { under0: number; under1: number } {
  const pooled = (p1 + p2) / 2
  return { under0: Math.sqrt(2 * pooled * (1 - pooled)), under1: Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2)) }
}
