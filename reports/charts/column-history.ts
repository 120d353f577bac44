import type { Drift, DriftFeature } from '../../core/artifacts/drift.ts'
import { overKey } from '../../core/drift/policy/keys.ts'
import { sayStart } from '../../core/say-window.ts'
import { formatLimit, formatSize } from '../drift/numbers.ts'

/** A window of a line: its value, and whether it counts as too much. */
export interface LinePoint {
  readonly at: string
  readonly value: number
  readonly over: boolean
  readonly tip: string
}

/** Windows that a small picture tells apart, the newest. */
export const MOST_POINTS = 60
/** Fewer are no line. */
export const FEWEST_POINTS = 3

/** The effect of a column in earlier windows and in this one, oldest first; none where there are too few. */
export function columnHistory(
  { floor, name, ...feature }: DriftFeature,
  { history, window }: Pick<Drift, 'history' | 'window'>,
  family: 'feature' | 'prediction',
): LinePoint[] {
  const key = overKey(family, name)
  const say = (from: string, value: number, over: boolean) =>
    `${sayStart(from)}: effect ${formatSize(value)}${over ? ', over its floor' : ''}`
  const points = history.flatMap((summary): LinePoint[] => {
    // A column may be called `constructor`.
    if (!Object.hasOwn(summary.effects, name)) return []
    const [at, value] = [summary.window.from, summary.effects[name]!]
    const over = summary.over.some((one) => one.key === key)
    return [{ at, value, over, tip: say(at, value, over) }]
  })
  if (window !== null && feature.effect !== null) {
    const { effect, over } = feature
    const floors = floor === null ? '' : ` (its floor is ${formatLimit(floor)})`
    points.push({ at: window.from, value: effect, over, tip: `${say(window.from, effect, over)}${floors}` })
  }
  return points.length < FEWEST_POINTS ? [] : points.slice(-MOST_POINTS)
}
