import { createHash } from 'node:crypto'
import type { Column } from './table.ts'

/**
 * `sha256:…` of the named columns, in this order, each with its name, type and values in row order.
 * Two test sets have the same digest exactly when these columns hold the same.
 *
 * It covers what a comparison needs: ids, labels, groups and weights, not the features.
 */
export function datasetDigest(columns: readonly (readonly [name: string, column: Column])[]): string {
  const hash = createHash('sha256')
  for (const [name, column] of columns) {
    hash.update(JSON.stringify([name, column.kind === 'text' ? 'text' : column.type]))
    if (column.kind === 'number') hash.update(column.values)
    else hash.update(JSON.stringify(column.levels)).update(column.codes)
  }
  return `sha256:${hash.digest('hex')}`
}
