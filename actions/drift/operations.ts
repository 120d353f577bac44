import type { DriftOperations } from '../../core/artifacts/drift.ts'
import type { Engine } from '../../core/data/engine.ts'
import { quoteName } from '../../core/data/sql.ts'
import { columnIn, type Rows } from './rows.ts'

/** Text of a status that counts as an error, at its beginning. */
const ERRORS = '^(error|err|fail|exception|timeout|5\\d\\d)'

/**
 * Volume, latency and errors of a window, by the logs.
 *
 * @param columns names of the log's columns of milliseconds and of how a request ended
 */
export async function operationsOf(
  engine: Engine,
  rows: Rows,
  { latency, status }: { readonly latency: string | undefined; readonly status: string | undefined },
): Promise<DriftOperations> {
  const asked = latency !== undefined || status !== undefined
  if (rows.count === 0 || !asked)
    return { rows: rows.count, latency: null, error_rate: null, source: asked ? 'logs' : null }
  const quantiles =
    latency === undefined
      ? 'NULL, NULL, NULL'
      : ['0.5', '0.95', '0.99'].map((q) => quantile(rows, latency, q)).join(', ')
  const errors = status === undefined ? 'NULL' : `avg(CASE WHEN ${errorIn(rows, status)} THEN 1.0 ELSE 0.0 END)`
  const [found] = await engine.query(`SELECT ${quantiles}, ${errors} FROM ${rows.relation}`, rows.uri)
  const [p50, p95, p99, rate] = found!.map((value) => (value === null ? null : Number(value)))
  return {
    rows: rows.count,
    latency: p50 == null || p95 == null || p99 == null ? null : { p50, p95, p99 },
    error_rate: rate ?? null,
    source: 'logs',
  }
}

function quantile(rows: Rows, name: string, share: string): string {
  const { type } = columnIn(rows, name)
  const value = type === 'text' ? `TRY_CAST(${quoteName(name)} AS DOUBLE)` : quoteName(name)
  return `quantile_cont(nullif(${value}, 'nan'::DOUBLE), CAST(${share} AS DOUBLE))`
}

function errorIn(rows: Rows, name: string): string {
  const { type } = columnIn(rows, name)
  const value = quoteName(name)
  if (type === 'boolean') return `${value} IS FALSE`
  return type === 'text' ? `regexp_matches(lower(${value}), '${ERRORS}')` : `${value} >= 500`
}
