import { DEFAULT_METRICS, metricOf } from './index.ts'
import type { Metric, Task } from './metric.ts'

/**
 * The metrics to compute: those that are named, else the task's own choice; then those that only a
 * gate names. The first is the primary one.
 *
 * @throws {UserError} if the task has no metric of a name
 * @example
 * metricsOf('regression', ['r2'], ['mae']).map(({ name }) => name) // ['r2', 'mae']
 */
export function metricsOf(task: Task, named: readonly string[] | undefined, gated: readonly string[]): Metric[] {
  const names = new Set([...(named ?? DEFAULT_METRICS[task]), ...gated])
  return [...names].map((name) => metricOf(task, name) as Metric)
}
