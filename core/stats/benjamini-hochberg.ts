/**
 * Benjamini and Hochberg's correction: p-values that may each be compared with q while false rejections stay at most
 * the share q of all rejections, on average, if the tests are independent or positively dependent.
 *
 * Time O(m log m).
 *
 * @param pValues in [0, 1], in any order; not modified
 * @returns the adjusted p-values in the order given, each ≥ its own and ≤ 1
 * @see Benjamini & Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x
 * @example
 * benjaminiHochberg([0.01, 0.02, 0.03, 0.04, 0.9]) // [0.05, 0.05, 0.05, 0.05, 0.9]
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[b]! - pValues[a]!)
  const adjusted = new Array<number>(pValues.length)
  let lowest = 1
  order.forEach((index, rank) => {
    lowest = Math.min(lowest, pValues[index]! * (pValues.length / (pValues.length - rank)))
    adjusted[index] = lowest
  })
  return adjusted
}
