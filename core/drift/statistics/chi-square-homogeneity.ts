import { chiSquareTail } from '../../stats/chi-square.ts'
import { type Counts, rowsOf } from './counts.ts'
import type { Tested } from './tested.ts'

/** A test by the chi-squared distribution. */
export interface ChiSquareTested extends Tested {
  /** Degrees of freedom: categories that have rows, less one. */
  readonly df: number
}

/**
 * Pearson's χ² test of homogeneity: do two samples have the same shares? Both are taken as samples, neither as the truth.
 *
 * Categories without any row are left out. Holds its level where expected counts are 5 or more: see `poolRare`.
 * (simple-statistics' `chiSquaredGoodnessOfFit` fits one sample to a distribution and answers with a table's critical
 * value.) Time O(categories).
 *
 * @param counts of both samples, each with at least one row
 * @param options.yates Yates' correction for continuity where two categories have rows, SciPy's default and NannyML's
 * @see Pearson 1900, doi:10.1080/14786440009463897; values from SciPy 1.17 chi2_contingency
 * @example
 * chiSquareHomogeneity({ reference: [10, 20], current: [20, 10] }) // { statistic: 6.6666666667, pValue: 0.0098232745, df: 1 }
 */
export function chiSquareHomogeneity(counts: Counts, { yates = false } = {}): ChiSquareTested {
  const df = categoriesOf(counts) - 1
  const correction = yates && df === 1 ? 0.5 : 0
  const statistic = sumOverCells(counts, (observed, expected) => {
    const gap = Math.abs(observed - expected)
    return (gap - Math.min(gap, correction)) ** 2 / expected
  })
  return { statistic, pValue: chiSquareTail(statistic, df), df }
}

/** Categories with a row of either sample. */
export function categoriesOf({ reference, current }: Counts): number {
  let categories = 0
  for (let k = 0; k < reference.length; k++) if (reference[k]! + current[k]! > 0) categories++
  return categories
}

/** Adds up what each cell of the table adds; `expected` is above 0. */
export function sumOverCells(
  { reference, current }: Counts,
  add: (observed: number, expected: number) => number,
): number {
  const [n, m] = [rowsOf(reference), rowsOf(current)]
  let sum = 0
  for (let k = 0; k < reference.length; k++) {
    const both = reference[k]! + current[k]!
    if (both === 0) continue
    sum += add(reference[k]!, (both * n) / (n + m)) + add(current[k]!, (both * m) / (n + m))
  }
  return sum
}
