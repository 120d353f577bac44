import type { DuckDBConnection } from '@duckdb/node-api'
import { suggest, UserError } from '../errors.ts'
import { type ColumnType, kindOf } from './column-type.ts'
import type { Described } from './describe.ts'
import { misfit } from './misfit.ts'
import { relationSql } from './relation.ts'
import type { Source } from './source.ts'
import { quoteName } from './sql.ts'
import {
  type Found,
  mostNumbersCheck,
  mostTimesCheck,
  numberCheck,
  textCheck,
  timeCheck,
  timeIfAny,
  timeOf,
  wholeCheck,
} from './written-check.ts'

/** A column with its final type, and SQL of its values in a DuckDB type of that meaning. */
interface SettledColumn {
  readonly name: string
  readonly type: ColumnType
  readonly sql: string
}

/** Columns of a source, and SQL of the rows that hold them. */
export interface Settled {
  readonly columns: readonly SettledColumn[]
  readonly relation: string
}

/** A column before its values were looked at. */
interface Open {
  readonly name: string
  readonly kind: ColumnType | 'whole'
  /** The DuckDB type to read it as. VARCHAR in CSV and JSON (but booleans), so that digits survive. */
  readonly duckType: string
  /** SQL of a `Found`; undefined when there is nothing to ask. */
  readonly check: string | undefined
}

/**
 * Settles the types that only the values can tell, by one look at all values of the columns concerned:
 * integers beyond ±(2^53 − 1) are text so that ids keep their digits; in CSV and JSON numbers are integers or floats, and
 * times are those of ISO 8601; in CSV `true` and `false` are booleans.
 *
 * @throws {UserError} if a column is missing, of a type without a place in a table, of different types in
 * different files, or a number or time in the first rows and something else later; of rows with times a number that is text now and
 * then makes text of its column
 */
export async function settle(
  connection: DuckDBConnection,
  source: Source,
  described: readonly Described[],
  names: readonly string[],
): Promise<Settled> {
  const open = names.map((name) => opened(source, described, name))
  const written = source.kind === 'csv' || source.kind === 'json'
  const relation = relationSql(source, written ? open.map(({ name, duckType }) => [name, duckType]) : undefined)
  const found = await look(connection, relation, open)
  const columns: SettledColumn[] = []
  for (const [at, { name, kind }] of open.entries()) {
    if (found[at] === 'mixed') throw await misfit(connection, source, name, kind === 'time' ? 'time' : 'number')
    const type = decide(kind, found[at])
    columns.push({ name, type, sql: sqlOf(source, { name, kind, type }) })
  }
  return { columns, relation }
}

function opened(source: Source, described: readonly Described[], name: string): Open {
  const column = described.find((candidate) => candidate.name === name)
  const place = `\`${source.shown}\``
  if (column === undefined) {
    const known = described.map((candidate) => candidate.name)
    throw new UserError(`Missing column \`${name}\` in ${place}, ${suggest(name, known)}`)
  }
  const { conflict, duckType, lacks } = column
  // Times that are text in some files are looked at one by one.
  if (conflict !== undefined && (lacks || name !== source.time)) {
    throw new UserError(`Column \`${name}\` ${conflict}, expected the same columns in all files of ${place}`)
  }
  const kind = kindOf(duckType)
  if (kind === undefined) {
    throw new UserError(
      `Unexpected type ${duckType} of column \`${name}\` in ${place}, expected numbers, text, booleans or times`,
    )
  }
  const x = quoteName(name)
  const isText = source.kind === 'csv' || source.kind === 'json' ? kind !== 'boolean' : kind === 'text'
  if (name === source.time && isText) return { name, kind: 'text', duckType: 'VARCHAR', check: mostTimesCheck(x) }
  if (source.kind === 'csv' || source.kind === 'json') {
    if (kind === 'boolean') return { name, kind, duckType, check: undefined }
    const check = kind === 'text' ? textCheck(x) : kind === 'time' ? timeCheck(x) : numbersIn(source, x)
    return { name, kind, duckType: 'VARCHAR', check }
  }
  return { name, kind, duckType, check: kind === 'whole' ? wholeCheck(x) : undefined }
}

/** One cell of the logs that is no number shall not keep all others from being read. */
function numbersIn({ time }: Source, x: string): string {
  return time === undefined ? numberCheck(x) : mostNumbersCheck(x)
}

async function look(connection: DuckDBConnection, relation: string, open: readonly Open[]): Promise<Found[]> {
  if (open.every(({ check }) => check === undefined)) return []
  const checks = open.map(({ check }) => check ?? 'NULL').join(', ')
  const result = await connection.runAndReadAll(`SELECT ${checks} FROM ${relation}`)
  return result.getRows()[0]!.map((value) => (value ?? undefined) as Found)
}

function decide(kind: Open['kind'], found: Found): ColumnType {
  if (found === 'large') return 'text'
  if (found !== undefined && found !== 'mixed') return found
  return kind === 'whole' ? 'integer' : kind
}

/** SQL of the values of a column in their final type. */
function sqlOf(source: Source, { kind, name, type }: Pick<Open, 'kind'> & Omit<SettledColumn, 'sql'>): string {
  const x = quoteName(name)
  if (name === source.time && kind === 'text' && type === 'time') return `(${timeIfAny(x)})`
  return source.kind === 'csv' || source.kind === 'json' ? fromText(x, type) : x
}

/** SQL of a value written as text. */
function fromText(x: string, type: ColumnType): string {
  if (type === 'boolean') return `${x}::BOOLEAN`
  if (type === 'time') return `(${timeOf(x)})`
  return x
}
