import { studentTCdf } from '../../stats/student-t.ts'
import type { Parted } from '../compared.ts'
import { amongBlocks, gapsOf, sumOf, total } from './among-blocks.ts'
import { FEWEST_BLOCKS } from './limits.ts'
import type { Measure, Permuted } from './permute-blocks.ts'

/**
 * How likely the blocks of a window are to lie so far from a reference of which nothing tells blocks, such as a stored profile or rows without times, if both differ from block to block
 * as those of the window do among themselves.
 *
 * The square of the gap is held beside the mean square of the gaps between each block and the others, as Student's t² is. The reference is taken to have as many blocks for its rows as the
 * window has, and no fewer. Exact where blocks differ by one normal effect; more cautious where rows or several effects add to it; docs/simulations.md has the rates.
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
  const among = (of: (gaps: Float64Array) => number) => amongBlocks(blocks, () => 0, of)
  const statistic = among((gaps) => measure(gaps).statistic ** power)
  const distance = among((gaps) => measure(gaps).distance ** power)
  const whole = total(blocks)
  const observed = measure(gapsOf(whole, reference.rows))
  const theirs = blocks.length * Math.max(1, sumOf(reference.rows) / sumOf(whole))
  const size = 1 / blocks.length + 1 / theirs
  const ratio = observed.statistic ** power / (statistic.mean * size)
  // Nothing differs from nothing.
  const t = Number.isNaN(ratio) ? 0 : Math.sqrt(ratio)
  const byChance = (mean: number) => (mean * size) ** (1 / power)
  return {
    observed,
    pValue: t === Infinity ? 0 : 2 * studentTCdf(-t, statistic.df),
    byChance: { statistic: byChance(statistic.mean), distance: byChance(distance.mean) },
  }
}
