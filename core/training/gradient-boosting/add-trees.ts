import type { Column } from '../../data/table.ts'
import { binAgain } from './bin-again.ts'
import type { Ensemble } from './boost.ts'
import type { BinnedColumn } from './columns.ts'
import { sumTrees } from './sum-trees.ts'

/**
 * The sums that an ensemble gives rows, without a model file: log-odds of the positive class, scores of the classes, or the
 * predicted number.
 *
 * Time O(rows · trees · depth), memory a byte a value.
 *
 * @param columns those that `ensemble` was grown on
 * @param features the raw columns of the rows to answer, by name
 * @returns for each sum one number a row, the same as a model file's to the precision of a 32-bit float
 */
export function addTrees(
  { base, trees }: Ensemble,
  columns: readonly BinnedColumn[],
  features: ReadonlyMap<string, Column>,
  rows: number,
): Float64Array[] {
  const bins = columns.map((column) => binAgain(column, features.get(column.input)!))
  return trees.map((own, k) => sumTrees(own, base[k]!, bins, rows))
}
