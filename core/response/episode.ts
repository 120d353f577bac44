import type { DriftVerdict, WindowSummary } from '../artifacts/drift.ts'
import type { DriftEvent } from '../ledger/event.ts'

/**
 * Since when something goes on: back to the last window that was stable. One with too few rows says nothing.
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
  let since = from
  for (const window of earlier.toReversed()) {
    const judged = verdictOf(window)
    if (judged === 'stable') break
    if (judged === null || judged === 'insufficient') continue
    since = window.window.from
  }
  return since
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
