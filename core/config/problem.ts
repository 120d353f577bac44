import { suggest } from '../errors.ts'
import { metricNames } from '../metrics/index.ts'
import type { Task } from '../metrics/metric.ts'

/** Something wrong with a config that is well-formed: `Unexpected metric …` at `path`, `did you mean …`. */
export interface Problem {
  readonly path: readonly (string | number)[]
  readonly found: string
  readonly expected: string
}

/** The problem of a metric that its task does not have. */
export function unknownMetric(name: string, task: Task, path: readonly (string | number)[]): Problem[] {
  const known = metricNames(task)
  if (known.includes(name)) return []
  return [{ path, found: `Unknown metric \`${name}\` for ${task}`, expected: suggest(name, known) }]
}
