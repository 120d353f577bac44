import type { DriftWindow, WindowSummary } from '../../artifacts/drift.ts'

/**
 * Those of the earlier windows that this one may be judged by: of the same version of the model, as a release is not drift, as long
 * as this one, over before this one began, and judged themselves.
 *
 * @param history oldest first
 * @param window null where rows without times are compared: all of them are earlier then
 * @returns oldest first
 */
export function earlierWindows(
  history: readonly WindowSummary[],
  { window, version }: { readonly window: DriftWindow | null; readonly version: string | null },
): WindowSummary[] {
  return history.filter(
    (earlier) =>
      earlier.version === version &&
      earlier.window.complete &&
      isJudged(earlier) &&
      (window === null || (lengthOf(earlier.window) === lengthOf(window) && endOf(earlier.window) <= startOf(window))),
  )
}

/**
 * The two windows just before this one, as far as they were judged: what was over its floor a month ago says nothing of now.
 *
 * @param earlier what `earlierWindows` gives
 */
export function windowsJustBefore(earlier: readonly WindowSummary[], window: DriftWindow | null): WindowSummary[] {
  const last = earlier.slice(-2)
  if (window === null) return last
  return last.filter((one) => startOf(one.window) >= startOf(window) - 2 * lengthOf(window))
}

/** One that lacks labels or answers is not called stable, and tells of its inputs all the same. */
function isJudged({ families, verdict }: WindowSummary): boolean {
  return verdict !== 'insufficient' || families.features !== 'insufficient'
}

const startOf = ({ from }: DriftWindow) => Date.parse(from)
const endOf = ({ to }: DriftWindow) => Date.parse(to)
const lengthOf = (window: DriftWindow) => endOf(window) - startOf(window)
