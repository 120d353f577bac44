import { studentTCdf } from '../../stats/student-t.ts'
import type { Parted } from '../compared.ts'
import { gapsOf, sumOf, total } from './block-counts.ts'
import { FEWEST_BLOCKS } from './limits.ts'
import type { Measure, Permuted } from './permute-blocks.ts'

/**
 * How likely the blocks of a window are to lie so far from a reference of which nothing tells blocks, such as a stored profile or rows without times, if both differ from block to block
 * as those of the window do among themselves.
 *
 * The square of the gap is held beside the mean square of the gaps between each block and the others, as Student's t² is, each as it weighs in the window. The reference is taken to have as many blocks for its rows as the
 * window has, and no fewer: one of fewer days that differ alarms more often. Exact where blocks differ by one normal effect; more cautious where rows or several effects add to it; docs/simulations.md has the rates.
 * Time O(blocks · cells).
 *
 * @param parted of the reference all rows in one part, of the window a part for each block
 * @returns undefined with fewer than five blocks that have a value: nothing tells how they differ
 */
export function apartFromWhole(
  { cells, current, positions, reference }: Parted,
  measure: Measure,
): Permuted | undefined {
  const blocks = Array.from({ length: current.parts }, (_, part) => ({
    rows: current.rows.subarray(part * cells, (part + 1) * cells),
  })).filter(({ rows }) => sumOf(rows) > 0)
  if (blocks.length < FEWEST_BLOCKS) return undefined
  const power = positions === undefined ? 1 : 2
  const whole = total(blocks)
  const rows = sumOf(whole)
  const weights = blocks.map((block) => sumOf(block.rows) / rows)
  const unevenness = weights.reduce((sum, weight) => sum + weight ** 2, 0)
  // Of the window's mean, as blocks weigh in it, beside that of a reference of so many rows.
  const size = (unevenness / (1 - unevenness)) * (1 + 1 / Math.max(1, sumOf(reference.rows) / rows))
  const among = (of: (gaps: Float64Array) => number) =>
    size *
    blocks.reduce((sum, block, at) => {
      const weight = weights[at]!
      const rest = whole.map((count, k) => count - block.rows[k]!)
      return sum + (weight ** 2 / unevenness) * (1 - weight) ** 2 * of(gapsOf(block.rows, rest))
    }, 0)
  const statistic = among((gaps) => measure(gaps).statistic ** power)
  const distance = among((gaps) => measure(gaps).distance ** power)
  const observed = measure(gapsOf(whole, reference.rows))
  const ratio = observed.statistic ** power / statistic
  // Nothing differs from nothing.
  const t = Number.isNaN(ratio) ? 0 : Math.sqrt(ratio)
  return {
    observed,
    pValue: t === Infinity ? 0 : 2 * studentTCdf(-t, 1 / unevenness - 1),
    byChance: { statistic: statistic ** (1 / power), distance: distance ** (1 / power) },
  }
}
