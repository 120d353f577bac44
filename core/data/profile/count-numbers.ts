import type { NumberProfile } from '../../artifacts/profile.ts'
import { readingSql } from '../column-type.ts'
import { quoteName } from '../sql.ts'
import type { Places } from './condense.ts'
import { countedDistinct } from './distinct.ts'
import { numberProfile } from './number-profile.ts'
import type { Asked } from './profile-source.ts'
import { sketchNumbers } from './registers.ts'

/** Different values that are moved here from DuckDB: 16 MB of them. */
const MOST_VALUES = 2 ** 20

/**
 * The profile of a column of numbers by its values and their rows, as DuckDB counts them: fast where values repeat.
 *
 * @returns undefined if there are too many different values
 */
export async function countNumbers(
  { engine, relation, shown }: Asked,
  name: string,
  type: NumberProfile['type'],
): Promise<NumberProfile | undefined> {
  const grouped = `SELECT ${quoteName(name)} AS value, count(*) AS rows FROM ${relation} GROUP BY 1`
  const sql = `SELECT ${readingSql('value', type)} AS value, rows::DOUBLE AS rows FROM (${grouped}) ORDER BY 1 LIMIT ${MOST_VALUES + 1}`
  const types = [
    { name: 'value', type },
    { name: 'rows', type: 'float' },
  ] as const
  for await (const { columns, rows } of engine.tables(sql, types, shown, Number.POSITIVE_INFINITY)) {
    if (rows > MOST_VALUES) return undefined
    const [values, counts] = [...columns.values()].map((column) =>
      column.kind === 'number' ? column.values : undefined,
    )
    const { infinite, missing, places } = sortOut(values!, counts!)
    return numberProfile({
      name,
      type,
      missing,
      infinite,
      places,
      pooled: 0,
      distinct: (complete) => countedDistinct(places.lo.length, complete ? undefined : sketchNumbers(places.lo)),
    })
  }
  throw new Error(`no value of ${name} was counted`)
}

/** Values in their order: NaN and infinite ones are taken out, and equal ones (0 and −0, times of one millisecond) added. */
function sortOut(values: Float64Array, counts: Float64Array) {
  const lo = new Float64Array(values.length)
  const rows = new Float64Array(values.length)
  let held = 0
  let missing = 0
  let infinite = 0
  for (let at = 0; at < values.length; at++) {
    const value = values[at]! + 0
    const count = counts[at]!
    if (Number.isFinite(value)) {
      if (held === 0 || lo[held - 1] !== value) lo[held++] = value
      rows[held - 1]! += count
    } else if (Number.isNaN(value)) missing += count
    else infinite += count
  }
  const places: Places = { lo: lo.subarray(0, held), hi: lo.subarray(0, held), rows: rows.subarray(0, held) }
  return { places, missing, infinite }
}
