import type { DriftVerdict, WindowSummary } from '../artifacts/drift.ts'
import type { DriftEvent } from '../ledger/event.ts'
import { CALM_WINDOWS, windowsSince } from './calm-windows.ts'

/** A window, and what was found of the whole of it, or of one family; null where that was not judged. */
interface JudgedWindow {
  readonly window: Pick<WindowSummary['window'], 'from' | 'to'>
  readonly verdict: DriftVerdict | null
}

/**
 * The episode that is not over after some windows: what comes and goes around a floor is one, until `CALM_WINDOWS` have passed since
 * the last window over it and each was stable. One with too few rows, or without labels, says nothing and does not count.
 *
 * @param windows oldest first
 * @returns the start of its first window; undefined where there is none, or it is over
 * @example
 * openEpisode([{ window: { from: '2026-01-01T00:00:00Z', to: '2026-01-08T00:00:00Z' }, verdict: 'drift' }]) // '2026-01-01T00:00:00Z'
 */
export function openEpisode(windows: readonly JudgedWindow[]): string | undefined {
  let since: string | undefined
  let last = 0
  let unknown = 0
  for (const { verdict, window } of windows) {
    if (verdict === null || verdict === 'insufficient') unknown++
    else if (verdict !== 'stable') {
      since ??= window.from
      last = Date.parse(window.from)
      unknown = 0
    } else if (windowsSince(last, window) - unknown >= CALM_WINDOWS) since = undefined
  }
  return since
}

/**
 * Since when something goes on.
 *
 * @param from start of the window that is judged now; null where the rows have no times
 * @param earlier windows before it, oldest first
 * @param verdictOf which verdict of an earlier window is meant: that of the whole, or of one family
 * @returns the start of the first window that was over a floor; null where the rows have no times
 * @example
 * episodeStart('2026-01-29T00:00:00.000Z', []) // '2026-01-29T00:00:00.000Z'
 */
export function episodeStart(
  from: string | null,
  earlier: readonly WindowSummary[],
  verdictOf: (window: WindowSummary) => DriftVerdict | null = (window) => window.verdict,
): string | null {
  return openEpisode(earlier.map((one) => ({ window: one.window, verdict: verdictOf(one) }))) ?? from
}

/**
 * Earlier windows of a model, oldest first, one for each stretch of time: what the artifact holds and what the ledger
 * does. Of several judgements of one window the last counts; of several versions, the one that is judged now.
 *
 * @param from start of the window that is judged now; null: all are earlier
 */
export function summariesBefore(
  { from, versions }: { readonly from: string | null; readonly versions: readonly string[] },
  history: readonly WindowSummary[],
  events: readonly DriftEvent[],
): WindowSummary[] {
  const known = new Map<number, WindowSummary>()
  const isOurs = ({ version }: WindowSummary) => version !== null && versions.includes(version)
  const end = from === null ? Number.POSITIVE_INFINITY : Date.parse(from)
  for (const summary of [...history, ...events.map((event) => event.summary)]) {
    const start = Date.parse(summary.window.from)
    if (start >= end) continue
    const other = known.get(start)
    if (other === undefined || isOurs(summary) || !isOurs(other)) known.set(start, summary)
  }
  return [...known].sort(([a], [b]) => a - b).map(([, summary]) => summary)
}
