import type { DuckDBConnection } from '@duckdb/node-api'
import { saidKind } from './column-type.ts'
import { describeFiles } from './describe.ts'
import type { Source } from './source.ts'

/** What one file says of its columns before its values are looked at. */
export interface FileColumns {
  /** What each column holds, in words; undefined where only all values together tell, as those of CSV and text in JSON do. */
  readonly kinds: ReadonlyMap<string, string | undefined>
  /** What separates the values of a CSV. */
  readonly delimiter: string | undefined
}

/** Looks at the header of a CSV, the first rows of JSON, or the end of a Parquet file. @param source of one file */
export async function fileColumns(connection: DuckDBConnection, source: Source): Promise<FileColumns> {
  if (source.kind === 'csv')
    return { kinds: new Map(source.names.map((name) => [name, undefined])), delimiter: source.delimiter }
  const kinds = (await describeFiles(connection, source)).map(({ duckType, name }) => {
    const kind = saidKind(duckType)
    return [name, kind === 'text' && source.kind === 'json' ? undefined : kind] as const
  })
  return { kinds: new Map(kinds), delimiter: undefined }
}
