import type { Engine } from '../../core/data/engine.ts'
import { quoteName } from '../../core/data/sql.ts'
import { type NamedColumn, type Rows, rowsIn } from './rows.ts'

/**
 * Reads columns of text as what the reference has them as, where their values allow it: a CSV file tells no types, so a column
 * without any value, or with an `inf` in its first rows, is text.
 *
 * @param expected columns as they should be
 * @returns the same rows, where nothing is to be done
 */
export async function asReference(engine: Engine, rows: Rows, expected: readonly NamedColumn[]): Promise<Rows> {
  const wanted = new Map(expected.map(({ name, type }) => [name, type]))
  const texts = rows.columns.filter(({ name, type }) => type === 'text' && (wanted.get(name) ?? 'text') !== 'text')
  if (texts.length === 0) return rows
  const counts = texts.map(({ name }) => `count(${quoteName(name)}), count(${asNumber(name)})`).join(', ')
  const [found] = await engine.query(`SELECT ${counts} FROM ${rows.relation}`, rows.uri)
  const settled = new Map<string, NamedColumn['type']>()
  for (const [at, { name }] of texts.entries()) {
    const [held, numbers] = [Number(found![2 * at]), Number(found![2 * at + 1])]
    if (held === 0 || (held === numbers && wanted.get(name) !== 'time')) settled.set(name, wanted.get(name)!)
  }
  if (settled.size === 0) return rows
  const replaced = Array.from(settled, ([name, type]) => {
    return `${type === 'time' ? 'NULL::TIMESTAMP' : asNumber(name)} AS ${quoteName(name)}`
  })
  return rowsIn(engine, {
    ...rows,
    columns: rows.columns.map(({ name, type }) => ({ name, type: floating(settled.get(name)) ?? type })),
    relation: `(SELECT * REPLACE (${replaced.join(', ')}) FROM ${rows.relation})`,
  })
}

function asNumber(name: string): string {
  return `TRY_CAST(${quoteName(name)} AS DOUBLE)`
}

function floating(type: NamedColumn['type'] | undefined): NamedColumn['type'] | undefined {
  return type === undefined || type === 'time' ? type : 'float'
}
