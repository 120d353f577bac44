import type { DriftVerdict, WindowSummary } from '../../artifacts/drift.ts'
import { LEVEL_AT_ONCE } from './limits.ts'

/** Something that is over its floor in this window. */
export interface Over {
  readonly key: string
  readonly times: number
  /** Its p-value after correction. */
  readonly q: number
  /** What `q` had to be at most. */
  readonly level: number
  /** How many times as many rows, or blocks of them, the reference has as the window. */
  readonly referenceRatio: number
  /** What `q` has to be at most for three times the floor to be drift at once; a tenth of the level where it is not said. */
  readonly levelAtOnce?: number
}

/**
 * One window over the floor is `watch`; two of the last three, or one at three times the floor, is `drift`.
 *
 * All windows are compared with one reference, and what is by chance in it shows in every one: the smaller the reference, the more two false
 * alarms in a row are one. So `drift` asks for a fifth of the level where the reference has not ten times the rows, which holds however
 * alike windows are; and at once for a tenth of it, as three times the floor is little where tails are heavy. Windows that could not be compared by season
 * do not count.
 *
 * @param before the windows before this one, oldest first
 * @see decision 14
 * @example
 * verdictOf({ key: 'feature/age', times: 1.2, q: 0.01, level: 0.05, referenceRatio: 50 }, []) // 'watch'
 */
export function verdictOf(
  { key, times, q, level, referenceRatio, levelAtOnce = level * LEVEL_AT_ONCE }: Over,
  before: readonly Pick<WindowSummary, 'over'>[],
): Extract<DriftVerdict, 'watch' | 'drift'> {
  if (times >= AT_ONCE && q <= levelAtOnce) return 'drift'
  const again = before.slice(-2).some(({ over }) => over.some((earlier) => earlier.key === key && !earlier.unmatched))
  return again && q <= (referenceRatio >= LARGE ? level : level / 5) ? 'drift' : 'watch'
}

const AT_ONCE = 3

/** With so many times the rows, or blocks, of a window in the reference two windows in a row are hardly one false alarm. */
export const LARGE = 10
