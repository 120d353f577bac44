import { columnOf, type Table } from '../../core/data/table.ts'
import { groupsByTime, groupsOf } from '../../core/groups.ts'
import type { Groups } from '../../core/metrics/metric.ts'

const DAY = 86_400_000
const HOUR = 3_600_000

/** So many days are the fewest that tell how days differ. */
const FEWEST_DAYS = 5

/**
 * Rows that are alike: those of a group, where one is named; else of a day, or of an hour where there are few days.
 *
 * @returns undefined where neither is named: rows then count as independent
 */
export function groupsIn(
  table: Table,
  { group, time }: { readonly group: string | undefined; readonly time: string | undefined },
): Groups | undefined {
  if (group !== undefined) return groupsOf(columnOf(table, group, 'the rows'))
  if (time === undefined) return undefined
  const column = columnOf(table, time, 'the rows')
  const days = groupsByTime(column, DAY, time)
  return days.count >= FEWEST_DAYS ? days : groupsByTime(column, HOUR, time)
}
