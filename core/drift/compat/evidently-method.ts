/** A test and how its score speaks of drift. */
export interface EvidentlyMethod {
  readonly method: 'ks' | 'chi_square' | 'z' | 'wasserstein' | 'jensen_shannon'
  readonly threshold: number
  /** Whether a score of `threshold` means drift when it is reached from above (a p-value) or from below (a distance). */
  readonly drift: 'at_or_below' | 'below' | 'at_or_above'
}

/**
 * The test that Evidently takes by default for a column.
 *
 * @param column.numeric whether the column is one of numbers
 * @param column.rows of the reference, missing ones left out
 * @param column.different values in both samples together
 * @see _get_default_stattest in evidently/legacy/calculations/stattests/registry.py, Evidently 0.7
 * @example
 * evidentlyMethod({ numeric: true, rows: 800, different: 90 }) // { method: 'ks', threshold: 0.05, drift: 'at_or_below' }
 */
export function evidentlyMethod({
  numeric,
  rows,
  different,
}: {
  numeric: boolean
  rows: number
  different: number
}): EvidentlyMethod {
  const asNumbers = numeric && different > 5
  if (rows > 1000) {
    return { method: asNumbers ? 'wasserstein' : 'jensen_shannon', threshold: 0.1, drift: 'at_or_above' }
  }
  if (asNumbers) return { method: 'ks', threshold: 0.05, drift: 'at_or_below' }
  return { method: different > 2 ? 'chi_square' : 'z', threshold: 0.05, drift: 'below' }
}
