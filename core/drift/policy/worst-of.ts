import { DRIFT_VERDICTS, type DriftVerdict } from '../../artifacts/drift.ts'

/**
 * The worst of some verdicts; `insufficient` where none says more.
 *
 * @example
 * worstOf(['stable', 'insufficient', 'watch']) // 'watch'
 */
export function worstOf(verdicts: readonly DriftVerdict[]): DriftVerdict {
  return DRIFT_VERDICTS.findLast((verdict) => verdicts.includes(verdict)) ?? 'insufficient'
}
