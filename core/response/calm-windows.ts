import type { DriftWindow, WindowSummary } from '../artifacts/drift.ts'

/** Windows that have to be stable in a row for an episode to be over. */
export const CALM_WINDOWS = 3

/** A stable window, and what is known of the time before it. */
export interface Calm {
  /** null where the rows have no times. */
  readonly window: DriftWindow | null
  /** Start of the last window over a floor, as the issue knows it: the ledger need not be there. */
  readonly over: string | null
  /** What the issue is about, as `evidenceOf` gives it. */
  readonly evidence: readonly string[]
  /** Windows before. */
  readonly earlier: readonly WindowSummary[]
}

/**
 * How many windows have passed since the last one over a floor, with this one, which is stable: as many are stable in a
 * row where each was judged. Those with too few rows do not count, nor those without labels where performance drifted.
 *
 * @returns ≥ 1, whole unless the length of windows was changed; Infinity where none is known
 * @example
 * calmWindows({ window: { from: '2026-01-15T00:00:00Z', to: '2026-01-22T00:00:00Z', complete: true }, over: '2026-01-01T00:00:00Z', evidence: [], earlier: [] }) // 2
 */
export function calmWindows({ earlier, evidence, over, window }: Calm): number {
  if (window === null) return Number.POSITIVE_INFINITY
  const now = Date.parse(window.from)
  const startsOf = (is: (one: WindowSummary) => boolean) => earlier.filter(is).map((one) => Date.parse(one.window.from))
  const told = over === null ? [] : [Date.parse(over)]
  const moved = startsOf(({ verdict }) => verdict === 'watch' || verdict === 'drift')
  // What a person may have written into the issue is not believed where it is of the future.
  const last = Math.max(...[...told, ...moved].filter((start) => start < now))
  const isAboutPerformance = evidence.includes('performance')
  const unknown = startsOf(
    ({ families, verdict }) =>
      verdict === 'insufficient' || (isAboutPerformance && (families.performance ?? 'insufficient') === 'insufficient'),
  ).filter((start) => start > last && start < now).length
  return windowsSince(last, window) - unknown
}

/** How many windows have passed from one to another, with that. @param last start of the one, in milliseconds since 1970 */
export function windowsSince(last: number, { from, to }: Pick<DriftWindow, 'from' | 'to'>): number {
  const now = Date.parse(from)
  return (now - last) / (Date.parse(to) - now)
}
