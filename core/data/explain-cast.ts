import type { DuckDBConnection } from '@duckdb/node-api'
import { UserError } from '../errors.ts'
import type { NamedColumn } from './by-id.ts'
import type { ColumnType } from './column-type.ts'
import { misfit } from './misfit.ts'
import type { Source } from './source.ts'

/** A column of text, and what it should have been. */
interface Cast {
  readonly from: NamedColumn
  readonly to: ColumnType
}

/**
 * Why rows of a source could not be turned into the types of others: the first value that does not fit, with its file and row.
 *
 * @param like where these types are from, as people know it
 * @returns `error` itself where that is not why
 */
export async function explainCast(
  connection: DuckDBConnection,
  source: Source,
  { casts, error, like }: { readonly casts: readonly Cast[]; readonly error: unknown; readonly like: string },
): Promise<unknown> {
  if (!(error instanceof Error) || !/^(Conversion|Invalid Input) Error/.test(error.message)) return error
  for (const { from, to } of casts) {
    if (from.type !== 'text' || to === 'text') continue
    const expected = to === 'time' || to === 'boolean' ? to : 'number'
    const found = await misfit(connection, source, from.name, expected, `\`${like}\``)
    if (found instanceof UserError) return new UserError(found.message, { cause: error })
  }
  return error
}
