import type { MetricComparison } from '../artifacts/comparison.ts'
import { compareMetric } from '../compare.ts'
import type { Contest, Judged } from '../comparison/comparison.ts'
import type { Sample } from '../metrics/metric.ts'

/** The version before the one in production, on the same rows. */
export interface PreviousVersion {
  /** `v1.0.0` */
  readonly version: string
  /** Stage that would be given back; null: the one that `/contender rollback` takes by itself. */
  readonly stage: string | null
  readonly metric: string
  /** The version before as `candidate`, the one in production as `baseline`. */
  readonly comparison: MetricComparison
}

/**
 * How the version before would have done on the labelled rows of a window, beside the one that answered there: the
 * difference row by row, so that what the window itself did to both does not count. It is measurably better where the
 * whole interval of the gain lies above zero (`isBetter`).
 *
 * @param contest `candidate`: predictions of the version before; `baseline`: those in production; same rows, same order
 * @throws {RangeError} if they have no rows or differ in their number
 */
export function comparePrevious<S extends Sample>(
  contest: Contest<S>,
  judged: Judged<S>,
  { stage, version }: Pick<PreviousVersion, 'stage' | 'version'>,
): PreviousVersion {
  return { version, stage, metric: judged.metric.name, comparison: compareMetric(contest, judged) }
}

/** Whether the version before is measurably better. */
export function isBetter({ comparison }: PreviousVersion): boolean {
  return comparison.verdict === 'better'
}
