import type { Model } from '../config.ts'
import { count } from '../count.ts'
import { FEWEST_BLOCKS } from './policy/limits.ts'
import { HOUR } from './policy/week-slots.ts'

/** No window that is shorter has rows of as many hours as are needed. */
const SHORTEST = FEWEST_BLOCKS * HOUR

/** Whether a window of some milliseconds holds fewer hours than columns can be judged by. */
export function isShortWindow(length: number): boolean {
  return length < SHORTEST
}

/**
 * Why no window of a model can ever be judged: rows of fewer than 5 hours are too few, where nothing else says which of them
 * belong together.
 *
 * @returns undefined where they can be
 */
export function whyTooShort({ data, drift, name }: Pick<Model, 'data' | 'drift' | 'name'>): string | undefined {
  if (drift === undefined || !isShortWindow(drift.window)) return undefined
  const { group } = data
  if (typeof group === 'string') return undefined
  // By stretches as short performance is judged at least.
  if (group !== undefined && drift.window >= FEWEST_BLOCKS * group.every) return undefined
  const minutes = count(Math.max(1, Math.round(drift.window / 60_000)), 'minute')
  return `Unexpected \`drift.window\` of ${minutes} for ${name}, expected ${FEWEST_BLOCKS}h or longer: rows of fewer hours cannot be judged, unless \`data.group\` names a column by which they belong together`
}
