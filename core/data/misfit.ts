import type { DuckDBConnection } from '@duckdb/node-api'
import { UserError } from '../errors.ts'
import { mayQuote } from './quality/personal/may-quote.ts'
import { relationSql } from './relation.ts'
import type { Source } from './source.ts'
import { quoteName } from './sql.ts'
import { isTime } from './written-check.ts'

/** Finds the first value of a CSV or JSON column that is not what the first rows were. */
export async function misfit(
  connection: DuckDBConnection,
  source: Source,
  name: string,
  expected: 'number' | 'time',
): Promise<Error> {
  for (const file of source.kind === 'table' ? [] : source.files) {
    const relation = relationSql({ ...source, files: [file] } as Source, [[name, 'VARCHAR']])
    const fits = expected === 'number' ? 'TRY_CAST(value AS DOUBLE) IS NOT NULL OR value IS NULL' : isTime('value')
    const result = await connection.runAndReadAll(
      `SELECT row, value FROM (SELECT row_number() OVER () AS row, ${quoteName(name)} AS value FROM ${relation})
       WHERE NOT (${fits}) ORDER BY row LIMIT 1`,
    )
    const [row, value] = result.getRows()[0] ?? []
    if (row === undefined) continue
    const found = mayQuote(String(value), name, source.sensitive) ? `\`${value}\`` : 'value'
    return new UserError(
      `Unexpected ${found} in column \`${name}\` of \`${file.shown}\`, row ${row}, expected a ${expected} as in the first rows`,
    )
  }
  return new Error(`column ${name} of ${source.shown} changed while it was read`)
}
