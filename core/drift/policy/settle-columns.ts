import type { DriftFeature, WindowSummary } from '../../artifacts/drift.ts'
import { benjaminiHochberg } from '../../stats/benjamini-hochberg.ts'
import { verdictOf } from './verdict-of.ts'

/** A column as it was measured, and its name in `over`. */
export interface Keyed {
  readonly key: string
  readonly feature: DriftFeature
}

/**
 * Settles the columns of one family: q-values after Benjamini and Hochberg, what is over its floor, and verdicts.
 *
 * What is not over its floor, raw or with the window's mix of weekdays and hours, cannot alarm whatever its p-value; in the correction it counts
 * as 1. So drift below the floor in many columns does not make it easier for chance to alarm in another one. What could not be compared by season is
 * `watch` at most: a weekend beside working days is no drift. Time O(columns log columns).
 *
 * @param level of the family
 * @param before the windows before this one, oldest first
 * @returns the columns in their order
 */
export function settleColumns(columns: readonly Keyed[], level: number, before: readonly WindowSummary[]): Keyed[] {
  const judged = columns.filter(({ feature }) => isJudged(feature))
  const qValues = benjaminiHochberg(judged.map(({ feature }) => evidence(feature)))
  const qOf = new Map(judged.map((column, at) => [column, qValues[at]!]))
  return columns.map((column) => {
    const { key, feature } = column
    const q = qOf.get(column)
    if (q === undefined) return column
    const times = feature.times!
    const over = times >= 1 && q <= level
    const judged = () => verdictOf({ key, times, q, level, referenceRatio: referenceRatio(feature) }, before)
    const verdict = !over ? 'stable' : feature.unmatched ? 'watch' : judged()
    const reason = times >= 1 && !over ? (feature.reason ?? byChance(level)) : feature.reason
    return { key, feature: { ...feature, q_value: q, over, verdict, reason } }
  })
}

function byChance(level: number): string {
  return `over its floor by no more than chance explains: a q-value of at most ${Number(level.toPrecision(2))} counts`
}

/** Whether a column is over its floor, and that may be chance. */
export function mayBeChance({ times, verdict }: Pick<DriftFeature, 'times' | 'verdict'>): boolean {
  return verdict === 'stable' && times !== null && times >= 1
}

export function isJudged({ p_value, times, verdict }: DriftFeature): boolean {
  return p_value !== null && times !== null && verdict !== 'insufficient'
}

function evidence({ p_value, times, seasonal }: DriftFeature): number {
  return times! >= 1 ? Math.max(p_value!, seasonal?.p_value ?? 0) : 1
}

function referenceRatio({ blocks, rows }: DriftFeature): number {
  const { reference, current } = blocks ?? rows
  return reference / current
}
