import type { Drift } from '../../core/artifacts/drift.ts'

/** What a verdict is about, in the order of belief: the first that is as bad as the whole. */
export type Family = 'performance' | 'predictions' | 'features'

/**
 * The family that a verdict comes from; undefined where nothing is judged, or a peer's way was asked for.
 *
 * @example
 * decisiveFamily(drift) // 'performance'
 */
export function decisiveFamily({ compat, performance, predictions, verdict }: Drift): Family | undefined {
  if (compat !== null || verdict === 'stable' || verdict === 'insufficient') return undefined
  if (performance?.verdict === verdict) return 'performance'
  return predictions?.verdict === verdict ? 'predictions' : 'features'
}
