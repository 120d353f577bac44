import type { Contest } from './comparison/comparison.ts'
import { influenceOf } from './comparison/paired-values.ts'
import type { Column } from './data/table.ts'
import { groupsByTime } from './groups.ts'
import type { Groups, Metric, Sample } from './metrics/metric.ts'
import { varianceOf } from './stats/variance.ts'

const DAY = 86_400_000

/** From this widening on, treating rows of one day as independent would mislead. */
const WIDENING = 1.5

/** Whether the rows of one day belong together, and one sentence that says why. */
export interface DayDecision {
  readonly groups: Groups | undefined
  readonly because: string
}

/**
 * Decides whether rows must be grouped by day, for a config that names `time` but no `group`.
 *
 * Bad days make rows alike, and intervals that take rows for independent can then be several times
 * too narrow. So the standard error of the first metric that has influence values is taken both
 * ways; if days widen it by more than 1.5 times, days are the groups. Time O(n).
 *
 * @param metrics first = primary
 * @param contest without a baseline the candidate's own value decides
 * @param time times in UTC; days start at midnight UTC
 * @param name how sentences call the column
 * @throws {UserError} if the column does not hold times
 */
export function clusterByDay<S extends Sample>(
  metrics: readonly Metric<S>[],
  contest: Pick<Contest<S>, 'candidate' | 'baseline'>,
  time: Column,
  name: string,
): DayDecision {
  const groups = groupsByTime(time, DAY, name)
  for (const metric of metrics) {
    const found = influenceOf(metric, contest)
    if ('undefined' in found) continue
    const alone = varianceOf(found.influence, { strata: found.strata }).variance
    const daily = varianceOf(found.influence, { groups }).variance
    if (!Number.isFinite(daily) || alone === 0) break
    const widening = Math.sqrt(daily / alone)
    const measured = `days make the standard error of ${metric.name} ${widening.toFixed(1)} times that of independent rows`
    return widening > WIDENING
      ? { groups, because: `rows are grouped by the day of \`${name}\`: ${measured}` }
      : { groups: undefined, because: `rows count as independent: ${measured}` }
  }
  return {
    groups: undefined,
    because: `rows count as independent: nothing here tells how the days of \`${name}\` differ`,
  }
}
