import type { DuckDBConnection } from '@duckdb/node-api'
import { UserError } from '../errors.ts'
import { mayQuote } from './quality/personal/may-quote.ts'
import { relationSql } from './relation.ts'
import type { Source } from './source.ts'
import { quoteName } from './sql.ts'
import { isTime } from './written-check.ts'

/** A value that is not what it should be. */
export interface Misfit {
  readonly value: string
  /** As people know it. */
  readonly file: string
  /** From 1, within its file. */
  readonly row: number
}

/**
 * The error about the first value of a column written as text that is not what it should be.
 *
 * @param like where it is so, as people know it
 */
export async function misfit(
  connection: DuckDBConnection,
  source: Source,
  name: string,
  expected: 'boolean' | 'number' | 'time',
  like = 'the first rows',
): Promise<Error> {
  const found = await firstMisfit(connection, source, name, expected)
  if (found === undefined) return new Error(`column ${name} of ${source.shown} changed while it was read`)
  const { file, row, value } = found
  const shown = mayQuote(value, name, source.sensitive) ? `\`${value}\`` : 'value'
  return new UserError(
    `Unexpected ${shown} in column \`${name}\` of \`${file}\`, row ${row}, expected a ${expected} as in ${like}`,
  )
}

/** Finds the first value of a column of files, in their order, that is none of what is expected. */
export async function firstMisfit(
  connection: DuckDBConnection,
  source: Source,
  name: string,
  expected: 'boolean' | 'number' | 'time',
): Promise<Misfit | undefined> {
  for (const file of source.kind === 'table' ? [] : source.files) {
    const relation = relationSql({ ...source, files: [file] } as Source, [[name, 'VARCHAR']])
    const fits =
      expected === 'time' ? isTime('value') : `TRY_CAST(value AS ${TYPES[expected]}) IS NOT NULL OR value IS NULL`
    const result = await connection.runAndReadAll(
      `SELECT row, value FROM (SELECT row_number() OVER () AS row, ${quoteName(name)}::VARCHAR AS value FROM ${relation})
       WHERE NOT (${fits}) ORDER BY row LIMIT 1`,
    )
    const [row, value] = result.getRows()[0] ?? []
    if (row !== undefined) return { value: String(value), file: file.shown, row: Number(row) }
  }
  return undefined
}

const TYPES = { boolean: 'BOOLEAN', number: 'DOUBLE' } as const
