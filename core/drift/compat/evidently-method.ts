import type { DriftMethod } from '../methods.ts'

/**
 * The test that Evidently takes by default for a column.
 *
 * @param column.numeric whether the column is one of numbers
 * @param column.rows of the reference, missing ones left out
 * @param column.different values in both samples together
 * @see _get_default_stattest in evidently/legacy/calculations/stattests/registry.py, Evidently 0.7
 * @example
 * evidentlyMethod({ numeric: true, rows: 800, different: 90 }) // 'ks'
 */
export function evidentlyMethod({
  numeric,
  rows,
  different,
}: {
  numeric: boolean
  rows: number
  different: number
}): DriftMethod {
  const asNumbers = numeric && different > 5
  if (rows > 1000) return asNumbers ? 'wasserstein' : 'js'
  if (asNumbers) return 'ks'
  return different > 2 ? 'chi_square' : 'z'
}
