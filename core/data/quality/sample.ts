import { quoteName } from '../sql.ts'
import type { Column } from '../table.ts'
import type { Rows } from './rows.ts'

/** Enough to tell an almost perfect feature from a good one. */
const MOST_ROWS = 20_000
/** With many columns fewer rows are taken, so that memory stays bounded. */
const MOST_CELLS = 2_000_000
const FEWEST_ROWS = 2_000

/**
 * Every k-th row of some columns: the same rows on every machine, spread over all of the data.
 *
 * @param names columns of `rows`
 */
export async function sampleColumns(rows: Rows, names: readonly string[]): Promise<Map<string, Column>> {
  const wanted = Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, Math.floor(MOST_CELLS / names.length)))
  const step = Math.max(1, Math.ceil(rows.count / wanted))
  const columns = names.map((name) => rows.columns.find((column) => column.name === name)!)
  const list = columns.map(({ name, type }) => {
    const x = quoteName(name)
    return { text: x, time: `epoch_ms(${x})::DOUBLE`, boolean: `${x}::DOUBLE`, integer: `${x}::DOUBLE`, float: x }[type]
  })
  const cells = await rows.ask(
    `SELECT ${list.join(', ')} FROM ${rows.numbered} WHERE (contender_row - 1) % ${step} = 0 ORDER BY contender_row`,
  )
  return new Map(
    columns.map(({ name, type }, at) => {
      const values = cells.map((row) => row[at])
      if (type === 'text') return [name, textColumn(values as (string | null)[])]
      return [name, { kind: 'number', type, values: Float64Array.from(values, (value) => (value as number) ?? NaN) }]
    }),
  )
}

function textColumn(values: readonly (string | null)[]): Column {
  const known = new Map<string, number>()
  const codes = Int32Array.from(values, (value) => {
    if (value === null) return -1
    const code = known.get(value) ?? known.size
    if (code === known.size) known.set(value, code)
    return code
  })
  return { kind: 'text', codes, levels: [...known.keys()] }
}
