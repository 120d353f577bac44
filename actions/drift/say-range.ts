import type { TimeRange } from '../../core/drift/time-range.ts'
import { sayWindow } from '../../core/say-window.ts'

/** A stretch of time for people, as `sayWindow` says it. */
export function sayRange({ from, to }: TimeRange): string {
  return sayWindow({ from: new Date(from).toISOString(), to: new Date(to).toISOString() })
}
