import type { Column } from '../../data/table.ts'
import { pickColumn } from '../../data/table.ts'
import { checkTrainingData } from '../../training/features.ts'
import { addTrees } from '../../training/gradient-boosting/add-trees.ts'
import { boost } from '../../training/gradient-boosting/boost.ts'
import { binColumns } from '../../training/gradient-boosting/columns.ts'
import { gainShares } from '../../training/gradient-boosting/gain-shares.ts'
import { schema } from '../../training/gradient-boosting/parameters.ts'

/** Small trees and few of them: what moved in one window is simple, and rows are few. */
const PARAMETERS = schema.parse({ rounds: 60, learning_rate: 0.1, max_leaves: 15, min_leaf_rows: 20 })

/** A classifier's answers on rows that it did not learn from. */
interface Answers {
  /** In [0, 1], one a row judged: how likely it is to be of the window. */
  readonly scores: Float64Array
  /** How much each feature took part, as a share, the most important first. */
  readonly importance: ReadonlyMap<string, number>
}

/**
 * Has gradient boosting learn from some rows whether they are of the window, and answer for others.
 *
 * @param features columns of all rows, by name
 * @param labels 1 for rows of the window, else 0
 * @param rows which rows to learn from, and which to answer for
 * @throws {UserError} on a time among the features
 */
export function learnDomain(
  features: ReadonlyMap<string, Column>,
  labels: Uint8Array,
  rows: { readonly learn: Uint32Array; readonly judge: Uint32Array },
  seed: number,
): Answers {
  const pick = (of: Uint32Array) => new Map([...features].map(([name, column]) => [name, pickColumn(column, of)]))
  const data = {
    task: 'binary-classification' as const,
    rows: rows.learn.length,
    features: pick(rows.learn),
    labels: Float64Array.from(rows.learn, (row) => labels[row]!),
    classes: ['reference', 'window'],
    weights: undefined,
  }
  checkTrainingData(data)
  const columns = binColumns(data, PARAMETERS.max_bins, seed)
  const ensemble = boost(data, columns, PARAMETERS)
  const [sums] = addTrees(ensemble, columns, pick(rows.judge), rows.judge.length)
  return { scores: sums!.map((sum) => 1 / (1 + Math.exp(-sum))), importance: gainShares(ensemble, columns) }
}
