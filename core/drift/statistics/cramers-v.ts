import { categoriesOf, chiSquareHomogeneity } from './chi-square-homogeneity.ts'
import { type Counts, rowsOf } from './counts.ts'

/**
 * Cramér's V of sample and category: how strongly the category tells which sample a row is from.
 *
 * Without the correction two samples of one source show more the fewer rows they have.
 *
 * @param options.yates Yates' correction for continuity where two categories have rows
 * @param options.unbiased Bergsma's correction
 * @returns in [0, 1]
 * @see Cramér 1946, Mathematical Methods of Statistics, 21.9; Bergsma 2013, doi:10.1016/j.jkss.2012.10.002
 * @example
 * cramersV({ reference: [200, 800], current: [400, 600] }) // 0.2171229617
 */
export function cramersV(counts: Counts, { yates = false, unbiased = true } = {}): number {
  const rows = rowsOf(counts.reference) + rowsOf(counts.current)
  const categories = categoriesOf(counts)
  if (categories < 2) return 0
  const phi2 = chiSquareHomogeneity(counts, { yates }).statistic / rows
  if (!unbiased) return Math.sqrt(phi2)
  const shrunk = (size: number) => size - (size - 1) ** 2 / (rows - 1)
  const left = Math.max(0, phi2 - (categories - 1) / (rows - 1))
  return Math.min(1, Math.sqrt(left / (Math.min(shrunk(2), shrunk(categories)) - 1)))
}
