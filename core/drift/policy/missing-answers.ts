import type { DriftFeature } from '../../artifacts/drift.ts'
import { formatCount } from '../../format-number.ts'
import { overKey } from './keys.ts'
import { FEWEST_ROWS } from './limits.ts'

/** What their share is called beside the columns of predictions. */
export const MISSING_ANSWERS = 'missing answers'

export const MISSING_ANSWERS_KEY = overKey('prediction', MISSING_ANSWERS)

/** A request may fail, and a model abstain: below this share that is nobody's drift. */
const FLOOR = 0.2

/**
 * The share of rows without an answer as a column of the predictions: above a fifth once is `watch`, twice, or above three fifths, is
 * `drift`. Rows that are compared with have an answer each, so so many are no chance.
 *
 * @param rows without an answer, of all rows of the window
 * @returns undefined where they are few, or all rows are: in the correction for many columns it would ask more of the others
 * @example
 * missingFeature({ rows: 800, of: 1000 })?.times // 4
 */
export function missingFeature({ of, rows }: { readonly rows: number; readonly of: number }): DriftFeature | undefined {
  const times = rows / (of * FLOOR)
  if (of < FEWEST_ROWS || times < 1) return undefined
  return {
    ...{ name: MISSING_ANSWERS, kind: 'categorical', rows: { reference: 0, current: rows } },
    ...{ missing: { reference: 0, current: 0 }, tests: [], effect: null, floor: FLOOR, times },
    ...{ p_value: 0, p_by: null, blocks: null, q_value: null, seasonal: null, over: false },
    ...{ verdict: 'stable', reason: null, moved: `are ${formatCount(rows)} of ${formatCount(of)} rows` },
  }
}
