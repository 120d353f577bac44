import { type Column, textAt } from './data/table.ts'
import { UserError } from './errors.ts'
import type { Task } from './metrics/metric.ts'

/** What the config says of the labels of a task. */
export interface LabelSettings {
  readonly task: Task
  readonly positive?: string | undefined
  readonly classes?: readonly string[] | undefined
}

/**
 * Names of the classes, in the order of a model's probabilities: negative and positive for a binary
 * task, sorted for a multiclass one unless the config lists them, none for regression.
 *
 * @param labels a column of true labels, in which every class may be expected
 * @param place where the column is, for messages: `column late of train.csv`
 * @throws {UserError} if a binary column holds other labels than two, or none that is known as positive
 * @example
 * classesOf({ kind: 'number', type: 'integer', values: Float64Array.of(1, 0) }, { task: 'binary-classification' }, 'late') // ['0', '1']
 */
export function classesOf(
  labels: Column,
  { classes, positive, task }: LabelSettings,
  place: string,
): readonly string[] {
  if (task === 'regression') return []
  if (task === 'multiclass-classification') return classes ?? distinctLabels(labels)
  if (labels.kind === 'number' && positive === undefined)
    return labels.type === 'boolean' ? ['false', 'true'] : ['0', '1']
  const found = distinctLabels(labels)
  if (positive === undefined) {
    throw new UserError(
      `Unexpected labels ${found.slice(0, 5).join(', ')} in ${place}, expected 0 and 1 or true and false; say which label is positive with \`positive\``,
    )
  }
  const others = found.filter((label) => label !== positive)
  if (found.length > 0 && !found.includes(positive)) {
    throw new UserError(`Missing positive label \`${positive}\` in ${place}, found ${found.slice(0, 5).join(', ')}`)
  }
  if (others.length > 1) {
    throw new UserError(
      `Unexpected ${others.length + 1} labels in ${place} (${found.slice(0, 5).join(', ')}), expected two of a binary task`,
    )
  }
  return [others[0] ?? `not ${positive}`, positive]
}

/** Labels of a column, sorted: numbers by size, text by code points; missing values left out. */
function distinctLabels(labels: Column): string[] {
  if (labels.kind === 'text') {
    const used = new Set(labels.codes)
    return labels.levels.filter((_, code) => used.has(code)).sort()
  }
  const values = [...new Set(labels.values)].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b)
  return values.map((value) => textAt({ ...labels, values: Float64Array.of(value) }, 0))
}
