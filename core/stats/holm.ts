/**
 * Holm's step-down correction: p-values that may each be compared with α while the chance of any
 * false rejection among all of them stays at most α, however they depend on each other.
 *
 * Time O(m log m).
 *
 * @param pValues in [0, 1], in any order; not modified
 * @returns the adjusted p-values in the order given, each ≥ its own and ≤ 1
 * @see Holm 1979, Scandinavian Journal of Statistics 6, 65–70
 * @example
 * holm([0.01, 0.02, 0.03, 0.04, 0.05]) // [0.05, 0.08, 0.09, 0.09, 0.09]
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[a]! - pValues[b]!)
  const adjusted = new Array<number>(pValues.length)
  let highest = 0
  order.forEach((index, rank) => {
    highest = Math.max(highest, Math.min(1, (pValues.length - rank) * pValues[index]!))
    adjusted[index] = highest
  })
  return adjusted
}
