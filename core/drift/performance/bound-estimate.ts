import type { Groups, Metric, Sample, Undefined } from '../../metrics/metric.ts'
import { NO_ROWS } from '../../metrics/undefined.ts'
import { unitsAmong } from '../../stats/units-among.ts'
import { measureSide, type Side } from './measure-side.ts'

/** A metric of a window as it is thought to be without labels, as drift.json holds it. */
export interface Estimated {
  readonly metric: string
  readonly higher_is_better: boolean
  /** The metric on the labelled reference. */
  readonly reference: number | null
  /** null where there is none, and `reason` says why. */
  readonly estimate: number | null
  readonly se: number | null
  /** The estimate ± 3 standard errors, within the range of the metric. */
  readonly ci: readonly [lo: number, hi: number] | null
  readonly reason: string | null
}

/** How many rows a window has, and which of them are alike. */
export interface WindowSize {
  readonly rows: number
  readonly groups?: Groups | undefined
}

const STANDARD_ERRORS = 3

/**
 * An estimate with the interval that chance alone would give: ± 3 standard errors, by how the metric scatters on the reference
 * and how many rows the window has (groups, where both sides have them). That the estimate itself may be wrong is not in it.
 *
 * Without groups this is sd / √n for means (accuracy, mae, mse) and sd / √(n · relevant share) for precision, recall and
 * specificity, as in NannyML but for n/(n − 1). For f1 NannyML's is up to twice as wide, for roc_auc it leaves out how the
 * more common class scatters; here both follow from influence values like all others.
 *
 * @param estimate the value, or why there is none
 * @param seed of the bootstrap; no metric that can be estimated draws anything
 * @example
 * boundEstimate({ metric: metricOf('regression', 'mae'), estimate: 3, window: { rows: 8 }, seed: 7, reference:
 *   { sample: regressionSample({ labels: Float64Array.of(0, 0), predictions: Float64Array.of(1, 3) }), groups: undefined } }).se // 0.5
 */
export function boundEstimate<S extends Sample>({
  metric,
  estimate,
  reference,
  window,
  seed,
}: {
  readonly metric: Metric<S>
  readonly estimate: number | Undefined
  readonly reference: Side<S>
  readonly window: WindowSize
  readonly seed: number
}): Estimated {
  const known = { metric: metric.name, higher_is_better: metric.higherIsBetter, se: null, ci: null, reason: null }
  const { sample } = reference
  const groups = window.groups === undefined ? undefined : reference.groups
  const measured = measureSide(metric, { sample, groups }, seed)
  const before = 'undefined' in measured ? null : measured.value
  if (typeof estimate !== 'number') return { ...known, reference: before, estimate: null, reason: estimate.undefined }
  if ('undefined' in measured) {
    return { ...known, reference: before, estimate, reason: `no interval, as on the reference: ${measured.undefined}` }
  }
  const { variance } = measured.spread
  if (!Number.isFinite(variance)) {
    return { ...known, reference: before, estimate, reason: 'no interval, as the reference has too few rows or groups' }
  }
  const share =
    measured.groups === undefined || window.groups === undefined
      ? measured.rows / window.rows
      : measured.groups / unitsAmong(window.rows, undefined, window.groups)
  const se = Math.sqrt(variance * share)
  const [lowest, highest] = metric.range
  const lo = Math.max(lowest, estimate - STANDARD_ERRORS * se)
  const hi = Math.min(highest, estimate + STANDARD_ERRORS * se)
  return { ...known, reference: before, estimate, se, ci: [lo, hi] }
}

/**
 * The same of several metrics.
 *
 * @param estimateOf is not asked where the window has no rows
 */
export function boundEstimates<S extends Sample>(
  metrics: readonly Metric<S>[],
  estimateOf: (metric: Metric<S>) => number | Undefined,
  how: Omit<Parameters<typeof boundEstimate<S>>[0], 'metric' | 'estimate'>,
): Estimated[] {
  return metrics.map((metric) => {
    const estimate = how.window.rows === 0 ? NO_ROWS : estimateOf(metric)
    return boundEstimate({ ...how, metric, estimate })
  })
}

/** A metric of rows that are expected, without its interval. */
export function valueOn<S extends Sample>(metric: Metric<S>, sample: S): number | Undefined {
  const estimate = metric.estimate(sample)
  return 'undefined' in estimate ? estimate : estimate.value
}

/** Why a metric has no estimate without labels. */
export function notEstimable(name: string): Undefined {
  return { undefined: `${name} cannot be estimated without labels` }
}
