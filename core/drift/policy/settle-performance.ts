import type { DriftPerformance, WindowSummary } from '../../artifacts/drift.ts'
import { WATCH_LEVEL } from './limits.ts'
import { verdictOf } from './verdict-of.ts'

export const PERFORMANCE = 'performance'

/**
 * Counts a breach over windows as a column over its floor: the whole interval of the loss beyond the margin, at the family's level.
 *
 * @param performance `insufficient` where labels are too few
 * @param before the windows before this one, oldest first
 */
export function settlePerformance(
  performance: DriftPerformance,
  level: number,
  before: readonly WindowSummary[],
): DriftPerformance {
  const { loss, times } = performance
  if (!isPerformanceJudged(performance)) return { ...performance, over: false, verdict: 'insufficient' }
  const q = loss!.p_value
  if (!performance.over) return { ...performance, verdict: 'stable' }
  if (q > level) return { ...performance, over: false, verdict: 'stable', because: `${performance.because}; ${UNSURE}` }
  const { current, reference } = unitsOf(performance)
  const referenceRatio = reference / Math.max(1, current)
  const over = { key: PERFORMANCE, times: times ?? 0, q, level, referenceRatio }
  const levelAtOnce = referenceRatio >= 1 ? LEVEL_AT_ONCE : level / 10
  return { ...performance, verdict: verdictOf({ ...over, levelAtOnce }, before) }
}

/** Groups of either side, or rows where there are none. */
export function unitsOf({ metric, metrics }: DriftPerformance): {
  readonly reference: number
  readonly current: number
  readonly unit: 'row' | 'group'
} {
  const compared = metrics[metric]
  const units = (side: { readonly rows: number; readonly groups: number | null } | undefined) =>
    side?.groups ?? side?.rows ?? 1
  const unit = compared?.reference.groups == null ? 'row' : 'group'
  return { reference: units(compared?.reference), current: units(compared?.current), unit }
}

/**
 * A breach at three times the margin is drift at once at this: its times are those of the interval's nearer end, which chance
 * seldom brings so far. Without drift 0.5 to 0.9 % of windows come to that, where the reference has as many days as the window.
 */
const LEVEL_AT_ONCE = WATCH_LEVEL / 6

/** Families that are judged share the level. */
const UNSURE = 'not certain enough for an alarm beside what else is judged'

export function isPerformanceJudged({ loss, verdict }: DriftPerformance): boolean {
  return loss !== null && verdict !== 'insufficient'
}
