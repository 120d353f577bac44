import { columnOf, type Table } from '../../core/data/table.ts'
import { groupsByTime, groupsOf } from '../../core/groups.ts'
import type { Groups } from '../../core/metrics/metric.ts'
import type { PlaceColumns } from './watch.ts'

const DAY = 86_400_000
const HOUR = 3_600_000

/** So many days are the fewest that tell how days differ. */
const FEWEST_DAYS = 5

/**
 * Rows that are alike: those of a group, where one is named; else of a stretch of time, of a day where none is given, or of an hour where there are few days.
 *
 * @returns undefined where neither is named: rows then count as independent
 */
export function groupsIn(table: Table, { every, group, time }: PlaceColumns): Groups | undefined {
  if (group !== undefined) return groupsOf(columnOf(table, group, 'the rows'))
  if (time === undefined) return undefined
  const column = columnOf(table, time, 'the rows')
  return groupsByTime(column, every ?? stretchOf([table], time), time)
}

/**
 * The stretch of time by which rows of all these tables belong together: a day where one of them tells how days differ. A window of a single day is then
 * one group, of which no interval can be made; its hours would pass one bad day for a bad model.
 */
export function stretchOf(tables: readonly Table[], time: string): number {
  const days = tables.map((table) => groupsByTime(columnOf(table, time, 'the rows'), DAY, time).count)
  return Math.max(...days) >= FEWEST_DAYS ? DAY : HOUR
}
