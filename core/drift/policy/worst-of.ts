import { DRIFT_VERDICTS, type DriftVerdict } from '../../artifacts/drift.ts'

/**
 * The worst of some verdicts; `insufficient` where none says more.
 *
 * @example
 * worstOf(['stable', 'insufficient', 'watch']) // 'watch'
 */
export function worstOf(verdicts: readonly DriftVerdict[]): DriftVerdict {
  return DRIFT_VERDICTS[Math.max(0, ...verdicts.map((verdict) => DRIFT_VERDICTS.indexOf(verdict)))]!
}
