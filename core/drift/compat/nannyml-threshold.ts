/**
 * NannyML's limits of a measure: its mean over the chunks of the reference, three standard deviations down and up.
 *
 * @param scores of the reference's chunks, 10 by default; NaN where a chunk has none
 * @param limits that the measure cannot go beyond, which the answer does not either
 * @returns the values below and above which a chunk alarms
 * @see StandardDeviationThreshold in nannyml/thresholds.py, NannyML 0.13
 * @example
 * nannymlThreshold([1, 2, 3], { lowest: 0 }) // { lower: 0, upper: 4.4494897428 }
 */
export function nannymlThreshold(
  scores: readonly number[],
  { lowest = -Infinity, highest = Infinity }: { lowest?: number; highest?: number } = {},
): { lower: number; upper: number } {
  const known = scores.filter((score) => !Number.isNaN(score))
  const mean = known.reduce((sum, score) => sum + score, 0) / known.length
  const deviation = Math.sqrt(known.reduce((sum, score) => sum + (score - mean) ** 2, 0) / known.length)
  return { lower: Math.max(lowest, mean - 3 * deviation), upper: Math.min(highest, mean + 3 * deviation) }
}
