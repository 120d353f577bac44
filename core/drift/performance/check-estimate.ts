import { estimateOnce } from '../../metrics/estimate-once.ts'
import type { Metric, Sample } from '../../metrics/metric.ts'
import type { Estimated } from './bound-estimate.ts'
import type { Checked } from './validate-estimate.ts'

/**
 * Estimates without labels beside what the labels say of the very same rows; a metric that lacks either is left out.
 *
 * Time O(n log n).
 *
 * @param sample labelled rows
 * @param estimated what was estimated of these rows as if their labels were not known
 * @returns by the names of the metrics, in their unit
 * @example
 * checkEstimate([metricOf('regression', 'mae')], regressionSample({ labels: Float64Array.of(0, 0), predictions: Float64Array.of(1, 3) }),
 *   [{ metric: 'mae', higher_is_better: false, reference: 1, estimate: 1.5, se: null, ci: null, reason: null }]).mae // { estimate: 1.5, realized: 2 }
 */
export function checkEstimate(
  metrics: readonly Metric[],
  sample: Sample,
  estimated: readonly Estimated[],
): Record<string, Checked> {
  const checked: Record<string, Checked> = {}
  for (const { estimate, metric: name } of estimated) {
    const metric = metrics.find((one) => one.name === name)
    if (metric === undefined || estimate === null) continue
    const realized = estimateOnce(metric, sample)
    if (!('undefined' in realized)) checked[name] = { estimate, realized: realized.value }
  }
  return checked
}
