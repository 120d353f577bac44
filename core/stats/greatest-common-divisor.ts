/**
 * The largest whole number that divides both.
 *
 * @param a whole ≥ 0
 * @param b whole ≥ 0
 * @see Euclid, Elements VII.2
 * @example
 * greatestCommonDivisor(12, 18) // 6
 */
export function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
