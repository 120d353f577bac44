import { median, medianAbsoluteDeviation } from 'simple-statistics'
import type { WindowSummary } from '../../artifacts/drift.ts'
import { overKey } from './keys.ts'
import { FLOOR } from './limits.ts'

/** From where on an effect counts, by column. */
export interface Floors {
  /** Whether enough earlier windows tell how columns vary by themselves. */
  readonly calibrated: boolean
  readonly floorOf: (name: string) => number
}

/** Windows that natural variation takes to be known. */
export const FEWEST_WINDOWS = 20

/** Those with half to twice as many rows. */
export function similarWindows(earlier: readonly WindowSummary[], rows: number): WindowSummary[] {
  return earlier.filter((window) => window.rows >= rows / 2 && window.rows <= rows * 2)
}

/** A column that varies by more than this is no less watched. */
const MOST_RAISED = 3

/**
 * Raises the floor of a column that varies from window to window by itself: the median of its effects in 20 or more earlier windows of similar size, and
 * three standard deviations (1.4826 · MAD) more.
 *
 * Windows in which the column was over its floor do not count, and no floor rises above three times what it is without: otherwise lasting drift would
 * become natural. Time O(windows) a column.
 *
 * @param earlier windows that `earlierWindows` gives
 * @param rows of the window; others count if they have half to twice as many
 */
export function floorsOf(earlier: readonly WindowSummary[], rows: number): Floors {
  const similar = similarWindows(earlier, rows)
  const calibrated = similar.length >= FEWEST_WINDOWS
  const floorOf = (name: string): number => {
    const keys = [overKey('feature', name), overKey('prediction', name)]
    const effects = similar
      .filter(({ over }) => !over.some(({ key }) => keys.includes(key)))
      .flatMap(({ effects }) => (Object.hasOwn(effects, name) ? effects[name]! : []))
    if (effects.length < FEWEST_WINDOWS) return FLOOR
    const natural = median(effects) + 3 * 1.4826 * medianAbsoluteDeviation(effects)
    return Math.min(MOST_RAISED * FLOOR, Math.max(FLOOR, natural))
  }
  return { calibrated, floorOf }
}
