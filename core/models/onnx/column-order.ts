import type { Hints } from './hints.ts'

interface Sources {
  /** What the config says. */
  readonly columns: readonly string[] | undefined
  /** The columns it was trained on. */
  readonly trainingColumns: readonly string[] | undefined
}

const KEYS = ['contender.columns', 'feature_names']

/**
 * The columns of a model's matrix input in order, and where that was found: in the config, else in the
 * model's metadata (a JSON list, or names with commas between), else in the training data's order.
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

function parseNames(text: string): string[] {
  if (!text.trimStart().startsWith('[')) return text.split(',').map((name) => name.trim())
  try {
    return (JSON.parse(text) as unknown[]).map(String)
  } catch {
    // Python's own way to print a list: ['a', 'b']
    return Array.from(text.matchAll(/'([^']*)'|"([^"]*)"/g), (match) => match[1] ?? match[2]!)
  }
}
