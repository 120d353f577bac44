import type { Groups } from '../metrics/metric.ts'

/**
 * Rows that a value was taken over, or groups that have such rows.
 *
 * @param rows of the sample
 * @param among 1 for the rows that count; all of them when absent
 * @example
 * unitsAmong(3, Uint8Array.of(1, 1, 0), { codes: Uint32Array.of(0, 0, 1), count: 2 }) // 1
 */
export function unitsAmong(rows: number, among: Uint8Array | undefined, groups: Groups | undefined): number {
  const isAmong = (row: number) => among === undefined || among[row] === 1
  const seen = new Uint8Array(groups?.count ?? 0)
  let units = 0
  for (let row = 0; row < rows; row++) {
    if (!isAmong(row)) continue
    if (groups === undefined) units++
    else if (seen[groups.codes[row]!] === 0) {
      seen[groups.codes[row]!] = 1
      units++
    }
  }
  return units
}
