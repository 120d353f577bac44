/** z for a two-sided 95 % interval plus z for 80 % power. */
const REACH = 1.96 + 0.842

/** What `rowsNeeded` reckons with. */
interface Precision {
  /** Rows that gave `sampling`. */
  readonly rows: number
  /** Variance of the difference that more rows would shrink. */
  readonly sampling: number
  /** Variance that only more trainings would shrink. */
  readonly seeds: number
  /** In the metric's own units, ≥ 0. */
  readonly margin: number
}

/**
 * Rows for a truly equal candidate to pass with 80 % power: ⌈rows · ((1.960 + 0.842) · se / margin)²⌉.
 * Groups grow likewise. The variance of training does not shrink with rows, so it is taken off first.
 *
 * @returns the number, or a sentence that says why there is none
 * @example
 * rowsNeeded({ rows: 1000, sampling: 0.002 ** 2, seeds: 0, margin: 0.005 }) // 1257
 */
export function rowsNeeded({ rows, sampling, seeds, margin }: Precision): number | string {
  if (margin === 0) return 'no number of rows is enough: with a margin of 0 none shows that nothing is lost'
  const allowed = (margin / REACH) ** 2 - seeds
  if (allowed <= 0)
    return 'no number of rows is enough: the variance of training alone exceeds the margin; train more seeds'
  return Math.ceil((rows * sampling) / allowed)
}

/**
 * The smallest loss that would have been shown beyond the margin with 80 % power.
 *
 * @param z one-sided quantile that a loss must reach: 1.960 for the verdict, more under Holm
 */
export function detectableLoss(margin: number, se: number, z: number): number {
  return margin + (z + 0.842) * se
}
