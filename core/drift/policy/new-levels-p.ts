import type { ComparedTexts } from '../compared.ts'

/**
 * How likely it is that any level is so frequent in the window and yet not once in the reference, if both samples share one source.
 *
 * Of a level with t rows in all, the chance that none of them is the reference's (Fisher's exact test, one-sided), times the
 * levels that there are (Bonferroni). Holds whatever the sizes; many levels with a row or two each are none of its business. Time
 * O(levels + rows of the most frequent new one).
 *
 * @returns in [0, 1]; undefined where the reference has all levels
 * @see Fisher 1922, doi:10.2307/2340521; values from SciPy 1.17 hypergeom
 * @example
 * newLevelsP({ kind: 'texts', reference: { rows: 300, missing: 0 }, current: { rows: 200, missing: 0 },
 *   levels: ['a', 'b'], counts: { reference: [300, 0], current: [190, 10] } }) // 1.82669139e-4
 */
export function newLevelsP({ counts, reference, current }: ComparedTexts): number | undefined {
  let most = 0
  for (let k = 0; k < counts.reference.length; k++) {
    if (counts.reference[k] === 0) most = Math.max(most, counts.current[k]!)
  }
  if (most === 0) return undefined
  let p = counts.reference.length
  for (let row = 0; row < most; row++) p *= (current.rows - row) / (reference.rows + current.rows - row)
  return Math.min(1, p)
}
