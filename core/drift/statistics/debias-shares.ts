/** Sizes of two samples and the bins or categories that they fill. */
interface Sizes {
  /** Bins with rows of either sample, B ≥ 1. */
  readonly bins: number
  /** Rows of the reference. */
  readonly n: number
  /** Rows of the current sample. */
  readonly m: number
}

/**
 * Takes from a Jensen–Shannon distance in base 2 what two samples of one source show by chance, from its square:
 * (B − 1) (1/n + 1/m) / (8 ln 2).
 *
 * @param distance with the root, in [0, 1]
 * @returns in [0, distance]
 * @see Lin 1991, doi:10.1109/18.61115; to second order the divergence is χ² with B − 1 degrees of freedom times
 *   (1/n + 1/m) / (8 ln 2), of which this is the mean
 * @example
 * debiasJensenShannon(0.2, { bins: 11, n: 1000, m: 1000 }) // 0.1907701822
 */
export function debiasJensenShannon(distance: number, sizes: Sizes): number {
  return Math.sqrt(Math.max(0, distance ** 2 - chance(sizes) / (8 * Math.LN2)))
}

/**
 * Takes from a PSI what two samples of one source show by chance: (B − 1) (1/n + 1/m).
 *
 * @returns in [0, index]
 * @see Yurdakul & Naranjo 2020, Statistical properties of the population stability index, Journal of Risk Model Validation
 * @example
 * debiasPsi(0.1, { bins: 11, n: 1000, m: 1000 }) // 0.08
 */
export function debiasPsi(index: number, sizes: Sizes): number {
  return Math.max(0, index - chance(sizes))
}

function chance({ bins, n, m }: Sizes): number {
  return Math.max(0, bins - 1) * (1 / n + 1 / m)
}
