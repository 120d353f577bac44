import type { Groups } from '../metrics/metric.ts'
import { randomBits } from '../stats/random.ts'
import { shuffled } from '../stats/shuffled.ts'

/**
 * Splits rows into two halves by chance, whole groups at a time, so that what is found on one half
 * can be tested on the other. Time O(n).
 *
 * @returns 1 for rows of the first half, 0 for the others; with groups, half of the groups each
 */
export function halves(rows: number, groups: Groups | undefined, seed: number): Uint8Array {
  const bits = randomBits(seed)
  if (groups === undefined) return Uint8Array.from({ length: rows }, () => (bits() < 0 ? 1 : 0))
  const isFirst = new Uint8Array(groups.count)
  shuffled(groups.count, bits).forEach((group, at) => {
    isFirst[group] = at % 2
  })
  return Uint8Array.from(groups.codes, (group) => isFirst[group]!)
}
