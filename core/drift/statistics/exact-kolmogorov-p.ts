import { greatestCommonDivisor } from '../../stats/greatest-common-divisor.ts'

/**
 * The exact two-sided p-value of the two-sample Kolmogorov–Smirnov statistic, without ties: the share of lattice
 * paths from (0, 0) to (n, m) that leave the band of width d around the diagonal.
 *
 * Time O(n) for equal sizes, else O(n m d).
 *
 * @param n rows ≥ 1
 * @param m rows ≥ 1
 * @param d the statistic, in [0, 1]
 * @returns undefined where it would take more than 10⁷ steps and n m d² / (n + m) > 35, so that p is below 1e-30
 * @see Hodges 1958, doi:10.1007/BF02589501; Viehmann 2021, arXiv:2102.08037 (counting the paths that leave the band)
 * @example
 * exactKolmogorovP(3, 3, 1) // 0.1
 */
export function exactKolmogorovP(n: number, m: number, d: number): number | undefined {
  const [long, short] = n < m ? [m, n] : [n, m]
  const divisor = greatestCommonDivisor(long, short)
  /** The gap in units of 1 / (least common multiple). */
  const gap = Math.round(d * (long / divisor) * short)
  if (gap === 0) return 1
  if (n === m) return bothSidesOfSquare(n, gap)
  if (long * short * Math.min(1, 2 * d) > MOST_STEPS && (n * m * d * d) / (n + m) > 35) return undefined
  return shareLeaving(long, short, gap, divisor)
}

const MOST_STEPS = 1e7

/** By reflection: 2 Σ ± C(2n, n − k h) / C(2n, n), from the smallest term outwards as nested products. */
function bothSidesOfSquare(n: number, gap: number): number {
  let share = 0
  for (let k = Math.floor(n / gap); k >= 0; k--) {
    let ratio = 1
    for (let j = 0; j < gap; j++) ratio *= (n - k * gap - j) / (n + k * gap + j + 1)
    share = ratio * (1 - share)
  }
  return Math.min(1, 2 * share)
}

/**
 * Column by column, the share of paths to each point inside the band that have left it before: 1 on its outside, and
 * inside the mean of the point below and the one to the left, weighted by how many paths come from each.
 */
function shareLeaving(long: number, short: number, gap: number, divisor: number): number {
  const [stepX, stepY] = [long / divisor, short / divisor]
  const left = new Float64Array(short + 1).fill(1)
  const top = Math.min(Math.ceil(gap / stepX) - 1, short)
  left.fill(0, 0, top + 1)
  for (let x = 1; x <= long; x++) {
    const low = Math.max(0, Math.floor((stepY * x - gap) / stepX) + 1)
    const high = Math.min(short, Math.ceil((stepY * x + gap) / stepX) - 1)
    if (low > high) return 1
    let below = low === 0 ? 0 : 1
    for (let y = low; y <= high; y++) {
      below = (left[y]! * x + below * y) / (x + y)
      left[y] = below
    }
    // Points under the band are outside from now on; those above it still are.
    if (low > 0) left[low - 1] = 1
  }
  return left[short]!
}
