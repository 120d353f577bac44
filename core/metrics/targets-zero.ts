import { metricNames, metricOf } from './index.ts'
import { type Metric, TASKS } from './metric.ts'

const NAMES = new Set(
  TASKS.flatMap((task) => metricNames(task).filter((name) => (metricOf(task, name) as Metric).targetsZero)),
)

/**
 * Whether a metric is better the nearer it is to zero, by its name alone, as artifacts have it.
 *
 * @example
 * targetsZero('bias') // true
 */
export function targetsZero(name: string): boolean {
  return NAMES.has(name)
}
