import type { Groups } from '../metrics/metric.ts'
import { randomBits } from './random.ts'

/** More units than this cost time and say nothing more: a standard error from 2,000 is right within 1.6 %. */
const MOST_UNITS = 2000

/**
 * The independent units that a bootstrap draws: the groups, or the rows where there are none. Where
 * there are more than 2,000 they are joined at random into 2,000; sums over independent units are as
 * independent as the units, so the variance stays what it was, and a replicate costs 2,000 draws
 * instead of a million.
 *
 * @returns the unit of each row
 * @see Shao & Tu 1995, The Jackknife and Bootstrap, ch. 5 (random groups)
 * @example
 * resamplingUnits(3, undefined, 7) // { codes: [0, 1, 2], count: 3 }
 */
export function resamplingUnits(rows: number, groups: Groups | undefined, seed: number): Groups {
  const count = groups?.count ?? rows
  if (count <= MOST_UNITS) return groups ?? { codes: Uint32Array.from({ length: rows }, (_, row) => row), count }
  const bits = randomBits(seed)
  const unitOf = Uint32Array.from({ length: count }, () => Math.floor(((bits() >>> 0) / 2 ** 32) * MOST_UNITS))
  const codes = groups === undefined ? unitOf : groups.codes.map((group) => unitOf[group]!)
  return { codes, count: MOST_UNITS }
}
