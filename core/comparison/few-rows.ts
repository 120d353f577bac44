/**
 * Degrees of freedom of a variance that few rows carry.
 *
 * Where two models differ on 8 of 10,000 rows, the difference rests on 8 coin tosses and the normal
 * interval calls equal models different too often (7 to 1 happens in 7 % of cases). The number of
 * rows that carry the variance is (Σ d²)² / Σ d⁴: exactly 8 here, n/3 for normal influence values.
 * Below 30 of them Student's t with one less is used, but at least 2, which follows the exact
 * Poisson limits from 1 to 30 rows within a tenth.
 *
 * @param influence one value a row
 * @returns Infinity when 30 or more rows carry the variance
 * @see Kish 1965, Survey Sampling, for the effective number of rows
 * @example
 * fewRowsDf(Float64Array.of(0, 1, -1, 1, 1, 0, 0)) // 3
 */
export function fewRowsDf(influence: Float64Array): number {
  let squares = 0
  let fourths = 0
  for (let row = 0; row < influence.length; row++) {
    const square = influence[row]! * influence[row]!
    squares += square
    fourths += square * square
  }
  if (fourths === 0) return Infinity
  const effective = squares ** 2 / fourths
  return effective < 30 ? Math.max(2, effective - 1) : Infinity
}
