import { type Column, columnOf } from '../../core/data/table.ts'
import { onceEach } from '../../core/once.ts'
import type { Rows } from './rows.ts'

/** Columns that are compared with several windows are kept, up to so many bytes. */
const KEPT_BYTES = 2 ** 29

/** Reads one column of rows at a time; kept for the next window where all that are asked for fit into memory. */
export function columnReader(
  rows: Rows,
  { columns, times }: { readonly columns: number; readonly times: number },
): (name: string) => Promise<Column> {
  const read = async (name: string) => columnOf(await rows.read([name]), name, rows.uri)
  return times > 1 && rows.count * columns * Float64Array.BYTES_PER_ELEMENT <= KEPT_BYTES ? onceEach(read) : read
}
