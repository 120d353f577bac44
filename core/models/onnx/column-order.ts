import type { Hints } from './hints.ts'
import { parseNames } from './parse-names.ts'

interface Sources {
  /** What the config says. */
  readonly columns: readonly string[] | undefined
  /** The columns it was trained on. */
  readonly trainingColumns: readonly string[] | undefined
}

const KEYS = ['contender.columns', 'feature_names']

/**
 * The columns of a model's matrix input in order; and where that was found: in the config, else in the
 * model's metadata, else in the training data's order.
 *
 * @example
 * columnOrder({ metadata: new Map([['feature_names', 'b,a']]), classLabels: [], texts: [] }, { columns: undefined, trainingColumns: undefined })?.columns // ['b', 'a']
 */
export function columnOrder(hints: Hints, { columns, trainingColumns }: Sources) {
  if (columns !== undefined) return { columns, from: 'the config' }
  for (const key of KEYS) {
    const text = hints.metadata.get(key)
    if (text !== undefined) return { columns: parseNames(text), from: `the model's metadata \`${key}\`` }
  }
  return trainingColumns && { columns: trainingColumns, from: 'the training data' }
}
