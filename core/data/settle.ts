import type { DuckDBConnection } from '@duckdb/node-api'
import { suggest, UserError } from '../errors.ts'
import { type ColumnType, kindOf } from './column-type.ts'
import type { Described } from './describe.ts'
import { relationSql } from './relation.ts'
import type { Source } from './source.ts'
import { quoteName } from './sql.ts'

/** Columns of a source with their final types, and the SQL of the rows that hold them. */
export interface Settled {
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[]
  readonly relation: string
}

interface Open {
  readonly name: string
  readonly kind: ColumnType | 'whole' | 'written'
}

const SAFE = Number.MAX_SAFE_INTEGER

/**
 * Settles the types that only the values can tell, by one look at the columns concerned: integers
 * beyond ±(2^53 − 1) are text so that ids keep their digits; numbers in CSV and JSON are integers or
 * floats by all their values, not by the first ones; `true` and `false` in CSV are booleans.
 *
 * @throws {UserError} if a column is missing, of a type without a place in a table, of different types in
 * different files, or a number in the first rows and something else later
 */
export async function settle(
  connection: DuckDBConnection,
  source: Source,
  described: readonly Described[],
  names: readonly string[],
): Promise<Settled> {
  const open = names.map((name) => opened(source, described, name))
  const relation = relationSql(source, readAs(source, open, described))
  const checks = open.map(({ name, kind }) => check(source, name, kind))
  const found = await look(connection, relation, checks)
  const columns = open.map(({ name, kind }, at) => ({ name, type: decide(kind, found[at]) }))
  const bad = columns.find((_, at) => found[at] === 'mixed')
  if (bad !== undefined) throw await mixed(connection, source, bad.name)
  return { columns, relation }
}

function opened(source: Source, described: readonly Described[], name: string): Open {
  const column = described.find((candidate) => candidate.name === name)
  const place = `\`${source.shown}\``
  if (column === undefined) {
    throw new UserError(
      `Missing column \`${name}\` in ${place}, ${suggest(
        name,
        described.map((known) => known.name),
      )}`,
    )
  }
  if (column.conflict !== undefined) {
    throw new UserError(`Column \`${name}\` ${column.conflict}, expected the same columns in all files of ${place}`)
  }
  const kind = kindOf(column.duckType)
  if (kind === undefined) {
    throw new UserError(
      `Unexpected type ${column.duckType} of column \`${name}\` in ${place}, expected numbers, text, booleans or times`,
    )
  }
  const number = kind === 'whole' || kind === 'integer' || kind === 'float'
  return { name, kind: number && (source.kind === 'csv' || source.kind === 'json') ? 'written' : kind }
}

/** Numbers are read as they are written, so that digits survive; JSON wants every type named. */
function readAs(source: Source, open: readonly Open[], described: readonly Described[]): [string, string][] {
  const text = open
    .filter(({ kind }) => kind === 'written' || kind === 'text')
    .map(({ name }): [string, string] => [name, 'VARCHAR'])
  if (source.kind !== 'json') return text
  const others = open.filter(({ kind }) => kind !== 'written' && kind !== 'text')
  return [
    ...text,
    ...others.map(({ name }): [string, string] => [name, described.find((c) => c.name === name)!.duckType]),
  ]
}

/** SQL whose value is what `decide` needs to know of a column; NULL when there is nothing to ask. */
function check(source: Source, name: string, kind: Open['kind']): string {
  const x = quoteName(name)
  if (kind === 'whole') return `CASE WHEN min(${x}) < -${SAFE} OR max(${x}) > ${SAFE} THEN 'large' END`
  if (kind === 'written') {
    return `CASE WHEN NOT bool_and(TRY_CAST(${x} AS DOUBLE) IS NOT NULL OR ${x} IS NULL) THEN 'mixed'
      WHEN NOT bool_and(regexp_full_match(${x}, '\\s*[+-]?[0-9]+\\s*')) THEN 'float'
      WHEN max(abs(TRY_CAST(${x} AS DOUBLE))) > ${SAFE} THEN 'large' END`
  }
  if (kind === 'text' && source.kind === 'csv')
    return `CASE WHEN bool_and(lower(${x}) IN ('true', 'false')) THEN 'boolean' END`
  return 'NULL'
}

async function look(
  connection: DuckDBConnection,
  relation: string,
  checks: readonly string[],
): Promise<(string | undefined)[]> {
  if (checks.every((sql) => sql === 'NULL')) return []
  const result = await connection.runAndReadAll(`SELECT ${checks.join(', ')} FROM ${relation}`)
  return result.getRows()[0]!.map((value) => (typeof value === 'string' ? value : undefined))
}

function decide(kind: Open['kind'], found: string | undefined): ColumnType {
  if (kind === 'whole' || kind === 'written')
    return found === 'large' ? 'text' : found === 'float' ? 'float' : 'integer'
  return found === 'boolean' ? 'boolean' : kind
}

async function mixed(connection: DuckDBConnection, source: Source, name: string): Promise<Error> {
  const value = quoteName(name)
  for (const file of source.kind === 'table' ? [] : source.files) {
    const relation = relationSql({ ...source, files: [file] } as Source, [[name, 'VARCHAR']])
    const result = await connection.runAndReadAll(
      `SELECT row, value FROM (SELECT row_number() OVER () AS row, ${value} AS value FROM ${relation})
       WHERE TRY_CAST(value AS DOUBLE) IS NULL AND value IS NOT NULL ORDER BY row LIMIT 1`,
    )
    const [row, found] = result.getRows()[0] ?? []
    if (row === undefined) continue
    return new UserError(
      `Unexpected \`${found}\` in column \`${name}\` of \`${file.shown}\`, row ${row}, expected a number as in the first rows`,
    )
  }
  return new Error(`column ${name} of ${source.shown} changed while it was read`)
}
