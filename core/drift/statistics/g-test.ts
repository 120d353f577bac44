import { chiSquareTail } from '../../stats/chi-square.ts'
import { type ChiSquareTested, categoriesOf, sumOverCells } from './chi-square-homogeneity.ts'
import type { Counts } from './counts.ts'

/**
 * The G-test of homogeneity: the likelihood ratio in place of Pearson's squares, 2 Σ observed · ln(observed / expected).
 *
 * Time O(categories).
 *
 * @param counts of both samples, each with at least one row
 * @see Wilks 1938, doi:10.1214/aoms/1177732360; values from SciPy 1.17 chi2_contingency(lambda_="log-likelihood", correction=False)
 * @example
 * gTest({ reference: [10, 20], current: [20, 10] }) // { statistic: 6.7960, pValue: 0.00914, df: 1 }
 */
export function gTest(counts: Counts): ChiSquareTested {
  const df = categoriesOf(counts) - 1
  const statistic = 2 * sumOverCells(counts, logRatio)
  return { statistic, pValue: chiSquareTail(statistic, df), df }
}

function logRatio(observed: number, expected: number): number {
  return observed === 0 ? 0 : observed * Math.log(observed / expected)
}
