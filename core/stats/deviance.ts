/**
 * How far a count is from what was expected: x ln(x / expected) + expected − x, without the cancellation that the
 * formula has where both are close.
 *
 * Time O(1): a series of a few terms near the expected count.
 *
 * @param x ≥ 0
 * @param expected > 0
 * @returns ≥ 0, within 1e-15 relative
 * @see Loader 2000, Fast and accurate computation of binomial probabilities (his bd0)
 * @example
 * deviance(110, 100) // 0.4841197784757
 */
export function deviance(x: number, expected: number): number {
  if (x === 0) return expected
  const gap = x - expected
  if (Math.abs(gap) >= 0.1 * (x + expected)) return x * Math.log(x / expected) - gap
  const v = gap / (x + expected)
  let sum = gap * v
  let power = 2 * x * v
  for (let odd = 3; ; odd += 2) {
    power *= v * v
    const next = sum + power / odd
    if (next === sum) return sum
    sum = next
  }
}
