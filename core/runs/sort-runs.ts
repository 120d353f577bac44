import { suggest, UserError } from '../errors.ts'
import { metricNames, metricOf } from '../metrics/index.ts'
import { type Metric, TASKS } from '../metrics/metric.ts'
import type { KnownRun } from './known-run.ts'

/**
 * Runs by a metric, the best first, whichever direction is better in that metric; those without a
 * value come last. Equal ones keep their order.
 *
 * @throws {UserError} naming the nearest metric, if none of the runs was judged by one of that name
 */
export function sortRuns(runs: readonly KnownRun[], metric: string): KnownRun[] {
  const judged = new Set(runs.flatMap(({ evaluation }) => Object.keys(evaluation?.metrics ?? {})))
  if (!judged.has(metric)) {
    const known = judged.size > 0 ? [...judged] : TASKS.flatMap(metricNames)
    const what = judged.size > 0 ? 'Unknown metric' : 'No run was judged yet: no values of'
    throw new UserError(`${what} \`${metric}\` of --sort, ${suggest(metric, [...new Set(known)])}`)
  }
  const badness = badnessIn(metric)
  const of = ({ evaluation }: KnownRun) => {
    const value = evaluation?.metrics[metric]?.value
    return value === undefined || value === null ? Number.POSITIVE_INFINITY : badness(value)
  }
  // ∞ − ∞ is no order.
  return runs.toSorted((a, b) => (of(a) === of(b) ? 0 : of(a) - of(b)))
}

/** Turns a value so that less is better. Metrics of one name have one direction in every task. */
function badnessIn(name: string): (value: number) => number {
  const task = TASKS.find((task) => metricNames(task).includes(name))
  if (task === undefined)
    throw new UserError(`Unexpected metric \`${name}\` of --sort: this version does not know which direction is better`)
  const { higherIsBetter, targetsZero }: Pick<Metric, 'higherIsBetter' | 'targetsZero'> = metricOf(task, name)
  if (targetsZero) return Math.abs
  return higherIsBetter ? (value) => -value : (value) => value
}
