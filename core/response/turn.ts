import type { Drift, WindowSummary } from '../artifacts/drift.ts'
import type { EvidenceKind } from './drift-issue-state.ts'

/** What a window is told for. */
export interface Turn {
  readonly kind: EvidenceKind
  /** How many windows of the episode were judged to drift in that, this one with them. */
  readonly windows: number
}

/**
 * What there is to tell of a window that is judged to drift: a breach of performance, where there is one, and for how
 * many windows by now. Windows between that were stable neither count nor end it: what comes and goes adds up.
 *
 * @param since start of the episode; null where rows have no times
 * @param earlier windows before, in any order
 * @example
 * turnOf({ performance: null }, { since: null, earlier: [] }) // { kind: 'inputs', windows: 1 }
 */
export function turnOf(
  { performance }: Pick<Drift, 'performance'>,
  { earlier, since }: { readonly earlier: readonly WindowSummary[]; readonly since: string | null },
): Turn {
  const kind = performance?.verdict === 'drift' ? 'performance' : 'inputs'
  const begun = since === null ? Number.NEGATIVE_INFINITY : Date.parse(since)
  const before = earlier.filter(
    ({ families, verdict, window }) =>
      (kind === 'performance' ? families.performance : verdict) === 'drift' && Date.parse(window.from) >= begun,
  )
  return { kind, windows: before.length + 1 }
}
