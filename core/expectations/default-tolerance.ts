import type { Task } from '../metrics/metric.ts'

/** A hundredth of a probability; what is little in the unit of a target, nobody knows but its team. */
export function defaultTolerance(task: Task): number | undefined {
  return task === 'regression' ? undefined : 0.01
}
