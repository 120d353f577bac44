import type { Source } from './source.ts'
import { quoteList, quoteName, quoteStruct, quoteText } from './sql.ts'

/** Types that CSV columns are guessed to be, from the first 20,480 rows. No BOOLEAN: DuckDB's takes `yes` and `t` too. */
const GUESSES = quoteList(['BIGINT', 'DOUBLE', 'DATE', 'TIMESTAMP', 'TIMESTAMPTZ', 'VARCHAR'])

/**
 * SQL for the rows of a source.
 *
 * @param types types to read columns as, by name. CSV: the others are guessed. JSON: the others are
 * left out; undefined guesses all.
 */
export function relationSql(source: Source, types?: readonly (readonly [string, string])[]): string {
  if (source.kind === 'table') return quoteName(source.shown)
  const shared = filesOf(source)
  if (source.kind === 'parquet') return `read_parquet(${shared})`
  if (source.kind === 'csv') {
    const guess = `skip=0, auto_type_candidates=${GUESSES}${types?.length ? `, types=${quoteStruct(types)}` : ''}`
    return `read_csv(${shared}, ${dialect(source)}, ${guess})`
  }
  return `read_json(${shared}, ${jsonFormat(source)}${types?.length ? `, columns=${quoteStruct(types)}` : ''})`
}

/**
 * SQL for the rows of one Parquet file with their numbers, which the file tells: counting them would keep all
 * cores but one idle.
 *
 * @returns undefined where there are several files, or a column of the name that DuckDB gives the number
 */
export function numberedParquetSql(
  source: Extract<Source, { kind: 'parquet' }>,
  columns: readonly { readonly name: string }[],
): { readonly number: string; readonly relation: string } | undefined {
  const taken = columns.some(({ name }) => name.toLowerCase() === FILE_ROW)
  if (source.files.length !== 1 || taken) return undefined
  const relation = `read_parquet(${quoteText(source.files[0]!.path)}, hive_partitioning=false, ${FILE_ROW}=true)`
  return { number: `${FILE_ROW} + 1`, relation }
}

const FILE_ROW = 'file_row_number'

/**
 * SQL for one column of files, with the path of each row's file in a column of this name. What CSV and JSON hold is text.
 */
export function byFileSql(source: Exclude<Source, { kind: 'table' }>, name: string, column: string): string {
  const shared = `${filesOf(source)}, filename=${quoteText(name)}`
  if (source.kind === 'parquet') return `read_parquet(${shared})`
  if (source.kind === 'csv') return `read_csv(${shared}, ${dialect(source)}, skip=0, all_varchar=true)`
  return `read_json(${shared}, ${jsonFormat(source)}, columns=${quoteStruct([[column, 'VARCHAR']])})`
}

function filesOf({ files }: Exclude<Source, { kind: 'table' }>): string {
  return `${quoteList(files.map(({ path }) => path))}, union_by_name=true, hive_partitioning=false`
}

function jsonFormat({ shown }: Source): string {
  return `format='${/\.json(\.|$)/i.test(shown) ? 'auto' : 'newline_delimited'}', records=true`
}

/** SQL for the rows of one CSV file as text, without any guess: its errors name the line. */
export function plainCsvSql(file: string, source: Extract<Source, { kind: 'csv' }>): string {
  const columns = quoteStruct(source.names.map((name, at) => [name || `column${at}`, 'VARCHAR']))
  return `read_csv(${quoteText(file)}, auto_detect=false, ${dialect(source)}, columns=${columns})`
}

/** DuckDB takes lines that end in several ways only where it is not strict, and then rows that are broken too: these are looked for before. */
function dialect({ delimiter, newLine }: Pick<Extract<Source, { kind: 'csv' }>, 'delimiter' | 'newLine'>): string {
  const ends = newLine === undefined ? 'strict_mode=true' : `strict_mode=false, new_line=${NEW_LINE[newLine]}`
  return `header=true, delim=${quoteText(delimiter)}, quote='"', escape='"', comment='', null_padding=false, ${ends}`
}

/** As DuckDB wants them: escaped. */
const NEW_LINE = { '\n': `'\\n'`, '\r\n': `'\\r\\n'` } as const
