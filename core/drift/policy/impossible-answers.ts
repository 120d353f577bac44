import type { DriftFeature } from '../../artifacts/drift.ts'
import { formatCount } from '../../format-number.ts'
import { overKey } from './keys.ts'

/** Answers of a window that cannot be one, of those that are written. */
export interface ImpossibleAnswers {
  readonly rows: number
  readonly of: number
  /** What they hold, and should: `such as 3.2 in score, where a probability in [0, 1] is expected`. */
  readonly such: string
}

/** What their share is called beside the columns of predictions. */
export const IMPOSSIBLE = 'impossible answers'

export const IMPOSSIBLE_KEY = overKey('prediction', IMPOSSIBLE)

/** The share from which on they matter. Fewer than three rows never do. */
const FLOOR = 0.01
const FEWEST = 3

/**
 * The share of impossible answers as a column of the predictions that is judged with them: above 1 % once is `watch`, twice, or above
 * 3 %, is `drift`. What is impossible is no chance, so its p-value is 0 and no number of rows is too small.
 *
 * @example
 * impossibleFeature({ rows: 50, of: 1000, such: 'such as `7` in score' }).times // 5
 */
export function impossibleFeature({ of, rows, such }: ImpossibleAnswers): DriftFeature {
  const share = rows < FEWEST ? 0 : rows / of
  return {
    ...{ name: IMPOSSIBLE, kind: 'categorical', rows: { reference: 0, current: rows } },
    ...{ missing: { reference: 0, current: 0 }, tests: [], effect: null, floor: FLOOR, times: share / FLOOR },
    ...{ p_value: 0, p_by: null, blocks: null, q_value: null, seasonal: null, over: false },
    ...{ verdict: 'stable', reason: null, moved: `are ${formatCount(rows)} of ${formatCount(of)}, ${such}` },
  }
}
