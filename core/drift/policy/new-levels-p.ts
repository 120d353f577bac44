import { binomialProbability } from '../../stats/binomial-probability.ts'
import type { ComparedTexts } from '../compared.ts'

/**
 * How likely so many rows of levels that the reference does not have are, if both samples share one source.
 *
 * What a sample has not seen is about as frequent as what it has seen once (Good and Turing); two standard errors more are allowed for.
 * Time O(rows of the window).
 *
 * @returns in [0, 1]; undefined where there are none
 * @see Good 1953, doi:10.1093/biomet/40.3-4.237
 * @example
 * newLevelsP({ kind: 'texts', reference: { rows: 300, missing: 0 }, current: { rows: 200, missing: 0 },
 *   levels: ['a', 'b'], counts: { reference: [300, 0], current: [190, 10] } }) // 4.014180885e-5
 */
export function newLevelsP({ counts, reference, current }: ComparedTexts): number | undefined {
  let once = 0
  let unseen = 0
  for (let k = 0; k < counts.reference.length; k++) {
    if (counts.reference[k] === 1) once++
    if (counts.reference[k] === 0) unseen += counts.current[k]!
  }
  if (unseen === 0) return undefined
  const share = Math.min(1, (once + 1 + 2 * Math.sqrt(once + 1)) / reference.rows)
  const expected = share * current.rows
  if (unseen <= expected) return 1
  let p = 0
  for (let rows = unseen; rows <= current.rows; rows++) {
    const term = binomialProbability(rows, current.rows, share)
    p += term
    if (term < 1e-17 * p || p === 0) break
  }
  return Math.min(1, p)
}
