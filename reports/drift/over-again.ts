import type { Drift } from '../../core/artifacts/drift.ts'
import { earlierWindows, windowsJustBefore } from '../../core/drift/policy/earlier-windows.ts'
import { overKey } from '../../core/drift/policy/keys.ts'
import { PERFORMANCE } from '../../core/drift/policy/settle-performance.ts'
import type { Family } from './family.ts'

/** What of a family is over its floor in a window. */
export interface Over {
  /** As `over` of earlier windows has it. */
  readonly key: string
  /** Column; null for performance. */
  readonly name: string | null
  readonly times: number
  /** It was not compared by season, and so is `watch` at most. */
  readonly unmatched: boolean
}

/** @example overIn(watchDrift, 'features') // [{ key: 'feature/distance', name: 'distance', times: 1.4, unmatched: false }] */
export function overIn({ features, performance, predictions, segments }: Drift, family: Family): Over[] {
  if (family === 'performance')
    return performance?.over ? [{ key: PERFORMANCE, name: null, times: performance.times ?? 0, unmatched: false }] : []
  const of = (list: Drift['features'], by?: Readonly<Record<string, string>>) =>
    list.flatMap(({ name, over, times, unmatched = false }) => {
      const key = overKey(family === 'features' ? 'feature' : 'prediction', name, by)
      return over ? [{ key, name, times: times ?? 0, unmatched }] : []
    })
  if (family === 'predictions') return of(predictions?.features ?? [])
  return [...of(features), ...segments.flatMap((segment) => of(segment.features, segment.by))]
}

/** Whether one of these was over its floor in one of the two windows before too. */
export function isAgain({ history, versions, window }: Drift, over: readonly Over[]): boolean {
  const keys = new Set(over.map(({ key }) => key))
  const earlier = earlierWindows(history, { window, version: versions[0] ?? null })
  return windowsJustBefore(earlier, window).some((before) => before.over.some(({ key }) => keys.has(key)))
}
