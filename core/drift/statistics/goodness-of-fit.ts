import { chiSquareTail } from '../../stats/chi-square.ts'
import type { ChiSquareTested } from './chi-square-homogeneity.ts'
import { type Counts, rowsOf } from './counts.ts'

/**
 * Pearson's χ² of the current sample against the reference's shares as if they were the truth, which is what Evidently
 * tests: expected = reference · m / n.
 *
 * Alarms too often, since the reference is a sample too: at a nominal 5 % on 31, 49 and 74 % of pairs of one size and source, with
 * 5, 10 and 20 categories. For old numbers only; `chiSquareHomogeneity` is the test. Time O(categories).
 *
 * @returns `statistic` Infinity and `pValue` 0 where a category is new; Evidently gives up there in SciPy's words
 * @see Pearson 1900, doi:10.1080/14786440009463897; values from SciPy 1.17 chisquare
 * @example
 * goodnessOfFit({ reference: [10, 20], current: [20, 10] }) // { statistic: 15, pValue: 0.00010751, df: 1 }
 */
export function goodnessOfFit({ reference, current }: Counts): ChiSquareTested {
  return againstReference({ reference, current }, (observed, expected) => (observed - expected) ** 2 / expected)
}

/**
 * The same with the likelihood ratio, Evidently's G-test: 2 Σ observed · ln(observed / expected). (0.7.23 gives up where the
 * samples differ in size, since it forgets to scale the reference.)
 *
 * @see values from SciPy 1.17 power_divergence(lambda_="log-likelihood")
 * @example
 * gOfFit({ reference: [10, 20], current: [20, 10] }) // { statistic: 13.8629, pValue: 0.0001966377, df: 1 }
 */
export function gOfFit({ reference, current }: Counts): ChiSquareTested {
  return againstReference({ reference, current }, (observed, expected) =>
    observed === 0 ? 0 : 2 * observed * Math.log(observed / expected),
  )
}

function againstReference(
  { reference, current }: Counts,
  add: (observed: number, expected: number) => number,
): ChiSquareTested {
  const scale = rowsOf(current) / rowsOf(reference)
  let statistic = 0
  let categories = 0
  for (let k = 0; k < reference.length; k++) {
    if (reference[k]! + current[k]! === 0) continue
    statistic += add(current[k]!, reference[k]! * scale)
    categories++
  }
  return { statistic, pValue: chiSquareTail(statistic, categories - 1), df: categories - 1 }
}
