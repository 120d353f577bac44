/** The mean, less the lowest value of all so that far from 0 no digit is lost, and the sum of squared gaps to it. */
export interface Moments {
  readonly mean: number
  readonly squares: number
}

/**
 * Of one sample of a pooled column. Two passes over the different values: time O(n + m).
 *
 * @param values different ones, lowest first
 * @param rows how many of the sample have each
 * @param size of the sample
 * @example
 * momentsOf(Float64Array.of(1, 2, 3), Float64Array.of(1, 1, 1), 3) // { mean: 1, squares: 2 }
 */
export function momentsOf(values: Float64Array, rows: Float64Array, size: number): Moments {
  const origin = values[0]!
  let sum = 0
  for (let k = 0; k < values.length; k++) sum += rows[k]! * (values[k]! - origin)
  const mean = sum / size
  let squares = 0
  for (let k = 0; k < values.length; k++) squares += rows[k]! * (values[k]! - origin - mean) ** 2
  return { mean, squares }
}
