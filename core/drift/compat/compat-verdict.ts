import type { Drift, DriftFeature } from '../../artifacts/drift.ts'
import { count } from '../../count.ts'

/** Share of columns from which Evidently says that a dataset drifted. NannyML says it of columns only, so it counts for both. */
const DATASET_SHARE = 0.5

/** What a peer's verdicts on the columns come to. */
export interface CompatVerdict {
  readonly verdict: Drift['verdict']
  readonly because: string
  /** Columns that the peer compared. */
  readonly compared: number
  readonly drifted: number
}

/**
 * The verdict on a window from a peer's on its columns: `drift` where half of them or more drifted, `watch` where one did.
 *
 * @param features as `evidentlyFeature` or `nannymlFeature` judge them
 * @see get_dataset_drift in evidently/legacy/calculations/data_drift.py, Evidently 0.7
 * @example
 * compatVerdict([{ verdict: 'drift' }, { verdict: 'stable' }, { verdict: 'stable' }]).verdict // 'watch'
 */
export function compatVerdict(features: readonly Pick<DriftFeature, 'verdict'>[]): CompatVerdict {
  const compared = features.filter(({ verdict }) => verdict !== 'insufficient').length
  const drifted = features.filter(({ verdict }) => verdict === 'drift').length
  if (compared === 0) return { verdict: 'insufficient', because: 'No column could be compared', compared, drifted }
  const verdict = drifted / compared >= DATASET_SHARE ? 'drift' : drifted > 0 ? 'watch' : 'stable'
  return { verdict, because: `${drifted} of ${count(compared, 'column')} drifted`, compared, drifted }
}
