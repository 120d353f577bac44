import type { ModelConfig } from '../../config/schema.ts'
import type { FreeCheck, Trouble } from './check.ts'
import { type Classes, classesOf, findMissingClasses } from './classes.ts'
import type { Rows } from './rows.ts'
import { findSharedGroups, findSharedIds, findSharedRows } from './shared.ts'
import type { Summary } from './summarize.ts'
import { findLaterRows } from './time-order.ts'

/** A check, the part of the data that it is about, and how to find what is the matter. */
export type CheckOf = readonly [FreeCheck, Rows, () => Promise<Trouble[]>]

/** Checks between two parts of the data, and of classes, those that apply. */
export async function checksBetween(
  parts: readonly Rows[],
  { data, task }: Pick<ModelConfig, 'data' | 'task'>,
  summaries: ReadonlyMap<Rows, ReadonlyMap<string, Summary>>,
): Promise<CheckOf[]> {
  const has = ({ columns }: Rows, wanted: string) => columns.some(({ name }) => name === wanted)
  const checks: CheckOf[] = []
  const train = parts.find(({ source }) => source === 'train')
  for (const other of train === undefined ? [] : parts.filter((rows) => rows !== train)) {
    const pair = { train: train!, other }
    const both = (name: string | undefined): name is string =>
      name !== undefined && has(pair.train, name) && has(other, name)
    const { group, id, time } = data
    const period = typeof group === 'object' ? group.time : undefined
    const clock = [time, period].find((name) => both(name) && isTime(pair.train, name) && isTime(other, name))
    checks.push(['shared_rows', other, () => findSharedRows(pair, id, summaries)])
    if (both(id)) checks.push(['shared_ids', other, () => findSharedIds(pair, id)])
    if (group !== undefined && both(period ?? (group as string)) && (period === undefined || clock !== undefined))
      checks.push(['shared_groups', other, () => findSharedGroups(pair, group)])
    if (clock !== undefined) checks.push(['time_order', other, () => findLaterRows(pair.train, other, clock)])
  }
  const { target } = data
  const labelled = target === undefined ? [] : parts.filter((rows) => has(rows, target))
  if (task !== 'regression' && labelled.length > 0) {
    const classes = new Map<Rows, Classes>()
    for (const rows of labelled) classes.set(rows, await classesOf(rows, target!))
    const troubles = findMissingClasses(classes, target!)
    for (const rows of labelled)
      checks.push(['classes', rows, async () => troubles.filter(({ source }) => source === rows.source)])
  }
  return checks
}

function isTime({ columns }: Rows, wanted: string): boolean {
  return columns.some(({ name, type }) => name === wanted && type === 'time')
}
