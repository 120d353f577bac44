import { studentTCdf } from '../../stats/student-t.ts'
import { momentsOf } from './moments-of.ts'
import type { Pooled } from './pool.ts'
import type { Tested } from './tested.ts'

/**
 * Student's t-test of two means, with one variance for both samples.
 *
 * Time O(n + m).
 *
 * @returns `statistic` t, above 0 where the reference has the larger mean, and the two-sided `pValue`; where no row
 *   varies t is 0 or infinite
 * @see Student 1908, doi:10.1093/biomet/6.1.1; values from SciPy 1.17 ttest_ind
 * @example
 * tTest(pool(ascending([1, 2, 3]), ascending([2, 3, 4]))) // { statistic: -1.2247449, pValue: 0.2878641 }
 */
export function tTest({ values, reference, current, n, m }: Pooled): Tested {
  const first = momentsOf(values, reference, n)
  const second = momentsOf(values, current, m)
  const df = n + m - 2
  const gap = first.mean - second.mean
  if (gap === 0) return { statistic: 0, pValue: 1 }
  const statistic = gap / Math.sqrt(((first.squares + second.squares) / df) * (1 / n + 1 / m))
  return { statistic, pValue: Number.isFinite(statistic) ? 2 * studentTCdf(-Math.abs(statistic), df) : 0 }
}
