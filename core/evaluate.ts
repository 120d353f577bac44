import type { Evaluation, MetricValue } from './artifacts/evaluation.ts'
import type { Column } from './data/table.ts'
import { pickGroups } from './groups.ts'
import { measure } from './metrics/measure.ts'
import type { Groups, Metric, Sample } from './metrics/metric.ts'
import { pickRows } from './metrics/pick-rows.ts'
import { slicesBy } from './slices/slice.ts'

/** One model's predictions of the test rows, and how to judge them. */
export interface Judging {
  readonly sample: Sample
  /** Undefined: every row is independent of the others. */
  readonly groups: Groups | undefined
  readonly metrics: readonly Metric[]
  /** Decides the bootstrap's draws. */
  readonly seed: number
}

/** Every metric of one model with its 95 % interval. */
export function evaluateMetrics(judging: Judging): Record<string, MetricValue> {
  return Object.fromEntries(judging.metrics.map((metric) => [metric.name, evaluateMetric(metric, judging)]))
}

/**
 * One metric with its 95 % interval.
 *
 * Where the metric has no value on these rows, value and interval are null and `reason` says why.
 * Time O(n log n) at most, 1,000 times O(n) for a metric with a bootstrap interval.
 */
function evaluateMetric(metric: Metric, { groups, sample, seed }: Omit<Judging, 'metrics'>): MetricValue {
  const shape = { level: 0.95 as const, rows: sample.rows, groups: groups?.count ?? null }
  const measured = measure(metric, sample, { groups, seed })
  if ('undefined' in measured) {
    return { ...shape, value: null, ci: null, se: null, method: metric.interval, reason: measured.undefined }
  }
  const { ci, method, se, value } = measured
  if (ci.every(Number.isFinite) && Number.isFinite(se)) return { ...shape, value, ci: [ci[0], ci[1]], se, method }
  return { ...shape, value, ci: null, se: null, method, reason: 'too few rows or groups for an interval' }
}

/** The same metrics in each slice by each of these columns. */
export function evaluateSlices(judging: Judging, columns: ReadonlyMap<string, Column>): Evaluation['slices'] {
  const slices = [...columns].flatMap(([name, column]) => slicesBy(name, column))
  return slices.map(({ by, rows }) => {
    const groups = judging.groups && pickGroups(judging.groups, rows)
    return {
      by,
      rows: rows.length,
      metrics: evaluateMetrics({ ...judging, sample: pickRows(judging.sample, rows), groups }),
    }
  })
}
