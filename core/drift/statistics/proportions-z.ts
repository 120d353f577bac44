import { normalCdf } from '../../stats/normal.ts'
import type { Tested } from './tested.ts'

/**
 * The z-test of two proportions, with the variance of both together.
 *
 * @param first rows with the property, and all rows, of the reference
 * @param second the same of the current sample
 * @returns `statistic` z, above 0 where the reference has the larger share, and the two-sided `pValue`; 0 and 1 where
 *   all rows are alike
 * @see Agresti 2013, Categorical Data Analysis, 3rd ed., 3.1.3; z² is Pearson's χ² of the table
 * @example
 * proportionsZ([45, 90], [30, 90]) // { statistic: 2.2677868, pValue: 0.0233422 }
 */
export function proportionsZ(
  [withFirst, n]: readonly [number, number],
  [withSecond, m]: readonly [number, number],
): Tested {
  const both = (withFirst + withSecond) / (n + m)
  const deviation = Math.sqrt(both * (1 - both) * (1 / n + 1 / m))
  if (deviation === 0) return { statistic: 0, pValue: 1 }
  const statistic = (withFirst / n - withSecond / m) / deviation
  return { statistic, pValue: 2 * normalCdf(-Math.abs(statistic)) }
}
