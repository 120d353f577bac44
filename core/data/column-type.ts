import type { NumberColumn } from './table.ts'

export type ColumnType = NumberColumn['type'] | 'text'

/**
 * What a DuckDB type means here, `whole` being integers that may not fit a float64 and so need a look
 * at the values; undefined for a type that has no place in a table (lists, structs, bytes).
 *
 * @example
 * kindOf('DECIMAL(18,3)') // 'float'
 */
export function kindOf(duckType: string): ColumnType | 'whole' | undefined {
  if (/^(TINYINT|SMALLINT|INTEGER|UTINYINT|USMALLINT|UINTEGER)$/.test(duckType)) return 'integer'
  if (/^(BIGINT|UBIGINT|HUGEINT|UHUGEINT)$/.test(duckType)) return 'whole'
  if (/^(FLOAT|DOUBLE|DECIMAL\(\d+,\d+\))$/.test(duckType)) return 'float'
  if (/^(DATE|TIMESTAMP(_S|_MS|_NS| WITH TIME ZONE)?)$/.test(duckType)) return 'time'
  if (duckType === 'BOOLEAN') return 'boolean'
  if (/^(VARCHAR|JSON|UUID|TIME|TIME WITH TIME ZONE|ENUM\(.*\))$/s.test(duckType)) return 'text'
  return undefined
}

/**
 * What columns of a DuckDB type hold, in words: those that files may have side by side are called the same.
 *
 * @example
 * saidKind('DECIMAL(18,3)') // 'numbers'
 */
export function saidKind(duckType: string): string {
  if (/\]$/.test(duckType)) return 'lists'
  if (/^(STRUCT|MAP|UNION)\(/.test(duckType)) return 'nested values'
  if (duckType === 'BLOB') return 'bytes'
  // Files of text beside it could not be read.
  if (duckType === 'UUID') return 'UUIDs'
  const kind = kindOf(duckType)
  if (kind === undefined) return `values of the type ${duckType}`
  return kind === 'text' ? kind : kind === 'time' || kind === 'boolean' ? `${kind}s` : 'numbers'
}

/** SQL that turns values of a type into the two that are read: DOUBLE, with NaN for NULL, or VARCHAR. */
export function readingSql(value: string, type: ColumnType): string {
  if (type === 'text') return `${value}::VARCHAR`
  const number = type === 'time' ? `epoch_ms(${value})` : value
  return `coalesce(${number}::DOUBLE, 'nan'::DOUBLE)`
}

/** SQL that turns the same into the type that a file keeps. */
export function keepingSql(value: string, type: ColumnType): string {
  const kept = { integer: 'BIGINT', float: 'DOUBLE', boolean: 'BOOLEAN', time: 'TIMESTAMP', text: 'VARCHAR' }[type]
  return `${value}::${kept}`
}
