import type { Evaluation, MetricValue } from '../core/artifacts/evaluation.ts'
import { decimalsOf, formatCount, formatNumber } from '../core/format-number.ts'
import { saySlice } from '../core/gates/say.ts'
import { metricNames, metricOf } from '../core/metrics/index.ts'
import type { Metric } from '../core/metrics/metric.ts'

/** A model's primary metric in one slice, beside nobody else's; texts that nobody has escaped yet. */
export interface OwnSlice {
  readonly slice: string
  readonly found: MetricValue | undefined
  readonly value: string
  /** The 95 % interval, or why there is none. */
  readonly range: string
  readonly rows: string
}

/** Heads of a table of them. @param metric its name as it is shown */
export function ownSliceHead(metric: string): readonly [string, string, string, string] {
  return ['slice', metric, '95 % interval', 'rows']
}

/** What of them is said above a table. */
export function sayOwnSlices({ primary }: Pick<Evaluation, 'primary'>): string {
  return `${primary} of the candidate alone by slice, the worst first`
}

/**
 * How a model does in each slice by its primary metric, the worst first and those without a value last: all that is
 * known where there is nothing to hold it against.
 */
export function ownSlices({ primary, slices, task }: Pick<Evaluation, 'primary' | 'slices' | 'task'>): OwnSlice[] {
  const badness = badnessOf(task, primary)
  return slices
    .map((slice) => {
      // A metric of a report of somebody else may be called `constructor`.
      const found = Object.hasOwn(slice.metrics, primary) ? slice.metrics[primary] : undefined
      const decimals = decimalsOf(found?.ci ?? null)
      const range = found?.ci
        ? `${formatNumber(found.ci[0], decimals)} to ${formatNumber(found.ci[1], decimals)}`
        : (found?.reason ?? '–')
      const shown = { found, value: formatNumber(found?.value ?? null, decimals), range }
      return { slice: saySlice(slice), ...shown, rows: formatCount(slice.rows) }
    })
    .toSorted((a, b) => badness(b) - badness(a) || (a.slice < b.slice ? -1 : 1))
}

/** The greater, the worse; the lowest number where there is no value, for the difference of two infinities is none. */
function badnessOf(task: Evaluation['task'], name: string): (slice: OwnSlice) => number {
  const metric = metricNames(task).includes(name) ? (metricOf(task, name) as Metric) : undefined
  return ({ found }) => {
    const value = found?.value ?? null
    if (value === null) return -Number.MAX_VALUE
    if (metric?.targetsZero) return Math.abs(value)
    return metric?.higherIsBetter === false ? value : -value
  }
}
