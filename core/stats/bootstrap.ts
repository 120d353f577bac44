import { poissonOne } from './poisson-one.ts'
import { randomBits } from './random.ts'

export interface BootstrapOptions {
  /** Independent units that are drawn: rows, or groups of rows. */
  readonly units: number
  readonly seed: number
  /** Number of replicates, 1,000 when absent. */
  readonly replicates?: number
  /** Confidence level, 0.95 when absent. */
  readonly level?: number
}

export interface BootstrapResult {
  readonly se: number
  readonly ci: readonly [lo: number, hi: number]
}

/**
 * Standard error and percentile interval by the bootstrap with Poisson weights: in a replicate each
 * unit counts a Poisson(1) number of times.
 *
 * For the difference of two models give the difference as the statistic, so that both are computed
 * on the same replicates. A replicate on which the statistic has no value (NaN) is left out. A single unit says nothing of how units scatter.
 *
 * Time O(replicates · (units + the statistic)).
 *
 * @param statistic the value when unit i counts `counts[i]` times; the array is reused between calls
 * @returns `se` and `ci` in the unit of the statistic; NaN with fewer than two units, or two replicates with a value
 * @see Efron 1979, doi:10.1214/aos/1176344552; Chamandy et al. 2012, Estimating uncertainty for massive
 *   data streams (Poisson weights); Davison & Hinkley 1997, ch. 5 (percentile interval)
 * @example
 * bootstrap((counts) => counts[0] * 0 + 3, { units: 2, seed: 7 }) // { se: 0, ci: [3, 3] }
 */
export function bootstrap(statistic: (counts: Float64Array) => number, options: BootstrapOptions): BootstrapResult {
  const { level = 0.95, replicates = 1000, seed, units } = options
  if (units < 2) return UNKNOWN
  const poisson = poissonOne(randomBits(seed))
  const counts = new Float64Array(units)
  const values = new Float64Array(replicates)
  let kept = 0
  for (let replicate = 0; replicate < replicates; replicate++) {
    for (let unit = 0; unit < units; unit++) counts[unit] = poisson()
    const value = statistic(counts)
    if (!Number.isNaN(value)) values[kept++] = value
  }
  const sorted = values.subarray(0, kept).sort()
  if (kept < 2) return UNKNOWN
  return { se: deviation(sorted), ci: [quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2)] }
}

const UNKNOWN: BootstrapResult = { se: Number.NaN, ci: [Number.NaN, Number.NaN] }

function deviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(squares / (values.length - 1))
}

/** Between the order statistics around p · (n + 1), as the percentile interval wants. */
function quantile(sorted: Float64Array, p: number): number {
  const place = Math.min(sorted.length, Math.max(1, p * (sorted.length + 1)))
  const below = Math.floor(place)
  const low = sorted[below - 1]!
  const high = sorted[Math.min(below, sorted.length - 1)]!
  return low + (place - below) * (high - low)
}
