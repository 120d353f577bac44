import type { Groups } from '../metrics/metric.ts'

/**
 * Of each group, the share of its counted rows that were answered positive; NaN for a group without
 * such rows.
 *
 * @param isCounted whether a row counts at all
 * @example
 * groupRates({ answers: Uint8Array.of(1, 0), groups: { codes: Uint32Array.of(0, 0), count: 1 } }, () => true) // [0.5]
 */
export function groupRates(
  { answers, weights, groups }: { answers: Uint8Array; weights?: Float64Array | undefined; groups: Groups },
  isCounted: (row: number) => boolean,
): number[] {
  const positive = new Float64Array(groups.count)
  const total = new Float64Array(groups.count)
  for (let row = 0; row < answers.length; row++) {
    if (!isCounted(row)) continue
    const weight = weights === undefined ? 1 : weights[row]!
    total[groups.codes[row]!]! += weight
    if (answers[row] === 1) positive[groups.codes[row]!]! += weight
  }
  return Array.from(positive, (sum, group) => sum / total[group]!)
}

/** How far apart rates are: largest minus smallest, and smallest over largest. */
export interface Disparity {
  /** 0 is equal, 1 the most. */
  readonly difference: number
  /** 1 is equal, 0 the most. */
  readonly ratio: number
}

/**
 * The disparity of some groups' rates. When every rate is 0 all are equal, and the ratio is 1.
 *
 * @param rates at least one
 * @example
 * disparityOf([0.5, 0.75]) // { difference: 0.25, ratio: 0.6667 }
 */
export function disparityOf(rates: readonly number[]): Disparity {
  const lowest = Math.min(...rates)
  const highest = Math.max(...rates)
  return { difference: highest - lowest, ratio: highest === 0 ? 1 : lowest / highest }
}
