import type { DriftQuality } from '../../core/artifacts/drift.ts'
import { count } from '../../core/count.ts'
import type { Rows } from './rows.ts'

/**
 * Said where `drift.logs.version` names a column in which no row of the window says one: all rows are judged together then, as of one version.
 *
 * @param version in charge; undefined where nothing tells versions
 * @param column that should tell them; undefined where the config names none
 */
export function sayNoVersion(
  { count: rows, uri }: Pick<Rows, 'count' | 'uri'>,
  { column, version }: { readonly column: string | undefined; readonly version: string | undefined },
): DriftQuality[] {
  if (column === undefined || version !== undefined || rows === 0) return []
  const because = `none of ${count(rows, 'row')} of ${uri} says a version in the column ${column}, as \`drift.logs.version\` promises: they are judged as of one version, and a release looks like drift; see what writes it, or name another column`
  return [{ check: 'column', column, level: 'warning', because }]
}
