/** Numbers on one scale: mean 0 and variance 1 over the training rows, missing ones at the mean. */
export interface Standardized {
  readonly mean: number
  /** 1 / standard deviation; 0 for a constant, which thereby drops out. Both are 32-bit floats. */
  readonly scale: number
  /** What the model computes for each row, in 32-bit steps like the model. */
  readonly values: Float32Array
  /** 1 where the number is missing; undefined when none is, or all are. */
  readonly missing: Float32Array | undefined
}

/**
 * Puts a column of numbers on the scale that a linear model is penalised on. Infinite numbers count as missing.
 *
 * Time O(n), memory O(n).
 *
 * @param weights of the rows, or undefined when all weigh the same
 * @example
 * standardize(Float64Array.of(1, 3, NaN), undefined).values // Float32Array.of(-1, 1, 0)
 */
export function standardize(column: Float64Array, weights: Float64Array | undefined): Standardized {
  const raw = Float32Array.from(column)
  const missing = Float32Array.from(raw, (value) => (Number.isFinite(value) ? 0 : 1))
  const missingRows = missing.reduce((count, one) => count + one, 0)
  const average = (pick: (value: number) => number): number => {
    let total = 0
    let weight = 0
    for (let row = 0; row < raw.length; row++) {
      if (missing[row] === 1) continue
      const w = weights?.[row] ?? 1
      total += w * pick(raw[row]!)
      weight += w
    }
    return weight === 0 ? 0 : total / weight
  }
  const exact = average((value) => value)
  const deviation = Math.sqrt(average((value) => (value - exact) ** 2))
  const mean = Math.fround(exact)
  // Below the rounding of the mean, differences are no signal.
  const scale = deviation > Math.abs(exact) * 2 ** -22 ? Math.fround(1 / deviation) : 0
  const values = raw.map((value, row) => (missing[row] === 1 || scale === 0 ? 0 : Math.fround(value - mean) * scale))
  const partly = missingRows > 0 && missingRows < raw.length
  return { mean, scale, values, missing: partly ? missing : undefined }
}
