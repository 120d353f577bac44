import type { DriftVerdict } from '../../artifacts/drift.ts'
import { DRIFT_VERDICTS } from '../../artifacts/drift-verdict.ts'

/**
 * The worst of some verdicts; `insufficient` where none says more.
 *
 * @example
 * worstOf(['stable', 'insufficient', 'watch']) // 'watch'
 */
export function worstOf(verdicts: readonly DriftVerdict[]): DriftVerdict {
  return DRIFT_VERDICTS.findLast((verdict) => verdicts.includes(verdict)) ?? 'insufficient'
}
