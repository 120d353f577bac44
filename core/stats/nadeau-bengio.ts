import { studentTCdf } from './student-t.ts'

export interface CorrectedT {
  readonly t: number
  readonly df: number
  /** One-sided: the chance of such a mean or a larger one when there is no difference. */
  readonly pGreater: number
  readonly pTwoSided: number
}

/**
 * Nadeau and Bengio's corrected t-test over cross-validation splits. Training sets overlap, so the
 * scores of the splits are not independent, and the plain t-test is far too sure.
 *
 * @param differences first model's score minus the second's, one a split, k ≥ 2
 * @param testToTrain rows of a test set over rows of a training set (10 folds: 1/9); 0 gives the plain t-test
 * @returns t with k − 1 degrees of freedom and its p-values
 * @throws {RangeError} with fewer than two splits, or when all differences are equal
 * @see Nadeau & Bengio 2003, doi:10.1023/A:1024068626366
 * @example
 * nadeauBengio([0.1, 0.3], 0).t // 2
 */
export function nadeauBengio(differences: readonly number[], testToTrain: number): CorrectedT {
  const k = differences.length
  if (k < 2) throw new RangeError(`Unexpected ${k} differences, expected two splits or more`)
  const mean = differences.reduce((sum, value) => sum + value, 0) / k
  const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (k - 1)
  if (variance === 0) throw new RangeError('Unexpected equal differences in all splits, expected some variation')
  const t = mean / Math.sqrt(variance * (1 / k + testToTrain))
  const df = k - 1
  return { t, df, pGreater: studentTCdf(-t, df), pTwoSided: 2 * studentTCdf(-Math.abs(t), df) }
}
