import { normalCdf } from '../../stats/normal.ts'
import { exactMannWhitneyP } from './exact-mann-whitney-p.ts'
import type { Pooled } from './pool.ts'
import type { Tested } from './tested.ts'

/**
 * Mann and Whitney's U test: is a row of one sample more often above or below a row of the other?
 *
 * Exact where a sample has 8 rows or fewer and no two rows are equal, else the normal with corrections for ties and
 * continuity, as SciPy chooses. (simple-statistics' `wilcoxonRankSum` is a rank sum without a p-value.)
 * Time O(n + m).
 *
 * @param options.alternative `less`: whether the reference lies below, which is what Evidently tests
 * @returns `statistic`, U of the reference: pairs in which its row is higher, ties as half, in [0, n m]; and `pValue`
 * @see Mann & Whitney 1947, doi:10.1214/aoms/1177730491; values from SciPy 1.17 mannwhitneyu
 * @example
 * mannWhitney(pool(ascending([1, 2, 5]), ascending([3, 4, 6]))) // { statistic: 2, pValue: 0.4 }
 */
export function mannWhitney(
  { reference, current, n, m }: Pooled,
  { alternative = 'two_sided' }: { alternative?: 'two_sided' | 'less' } = {},
): Tested {
  let statistic = 0
  let currentBelow = 0
  let ties = 0
  for (let k = 0; k < reference.length; k++) {
    const [r, c] = [reference[k]!, current[k]!]
    statistic += r * (currentBelow + c / 2)
    currentBelow += c
    ties += (r + c) ** 3 - (r + c)
  }
  const higher = alternative === 'less' ? n * m - statistic : Math.max(statistic, n * m - statistic)
  const exact = ties === 0 && Math.min(n, m) <= EXACT_ROWS
  const pHigher = exact ? exactMannWhitneyP(n, m, higher) : normalP({ higher, ties, n, m })
  return { statistic, pValue: alternative === 'less' ? pHigher : Math.min(1, 2 * pHigher) }
}

const EXACT_ROWS = 8

function normalP({ higher, ties, n, m }: { higher: number; ties: number; n: number; m: number }): number {
  const rows = n + m
  const deviation = Math.sqrt(((n * m) / 12) * (rows + 1 - ties / (rows * (rows - 1))))
  return deviation === 0 ? 1 : normalCdf(((n * m) / 2 + 0.5 - higher) / deviation)
}
