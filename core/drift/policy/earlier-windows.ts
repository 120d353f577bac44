import type { DriftWindow, WindowSummary } from '../../artifacts/drift.ts'

/**
 * Those of the earlier windows that this one may be judged by: of the same version of the model, as a release is not drift, over
 * before this one began, and judged themselves.
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
      earlier.verdict !== 'insufficient' &&
      (window === null || Date.parse(earlier.window.to) <= Date.parse(window.from)),
  )
}
