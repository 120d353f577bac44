import { type Column, columnOf, pickColumn } from '../../core/data/table.ts'
import type { Placed } from '../../core/drift/policy/lay-out.ts'
import type { Rows } from './rows.ts'
import type { PlaceColumns } from './watch.ts'

/** When rows were and to which groups they belong, as far as columns tell. */
export async function readPlaced(rows: Rows, { group, time }: PlaceColumns): Promise<Placed> {
  const names = [...new Set([time, group].filter((name) => name !== undefined))]
  if (names.length === 0 || rows.count === 0) return { time: undefined, group: undefined }
  const table = await rows.read(names)
  return placedIn((name) => columnOf(table, name, rows.uri), { group, time })
}

/** The same of rows that are at hand. */
export function placedIn(columnCalled: (name: string) => Column | undefined, { group, time }: PlaceColumns): Placed {
  const times = time === undefined ? undefined : columnCalled(time)
  return {
    time: times?.kind === 'number' && times.type === 'time' ? times.values : undefined,
    group: group === undefined ? undefined : columnCalled(group),
  }
}

/** Some of the rows. */
export function pickPlaced({ group, time }: Placed, rows: Uint32Array): Placed {
  const times = time && pickColumn({ kind: 'number', type: 'time', values: time }, rows)
  return {
    time: times?.kind === 'number' ? times.values : undefined,
    group: group && pickColumn(group, rows),
  }
}
