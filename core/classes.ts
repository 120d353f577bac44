import type { Column } from './data/table.ts'
import type { Task } from './metrics/metric.ts'
import { distinctTexts } from './models/predictions/class-codes.ts'
import { sortClasses, twoOrMore } from './models/predictions/find-classes.ts'

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
 * @param where the column and file, for messages
 * @throws {UserError} if a multiclass column holds fewer than two classes
 * @example
 * classesOf({ kind: 'number', type: 'integer', values: Float64Array.of(1, 0) }, { task: 'binary-classification' }, 'late') // ['0', '1']
 */
export function classesOf(
  labels: Column,
  { classes, positive, task }: LabelSettings,
  where: string,
): readonly string[] {
  if (task === 'regression') return []
  const found = sortClasses(distinctTexts(labels))
  if (task === 'binary-classification') {
    if (positive === undefined)
      return labels.kind === 'number' && labels.type !== 'boolean' ? ['0', '1'] : plainNames(found)
    return [found.find((label) => label !== positive) ?? `not ${positive}`, positive]
  }
  return classes ?? twoOrMore(found, where)
}

/** Names of labels that say by themselves which is positive: false and true, in whatever case. */
function plainNames(found: readonly string[]): readonly string[] {
  const nameOf = (label: string, standard: string) => found.find((each) => each.toLowerCase() === label) ?? standard
  return [nameOf('false', 'false'), nameOf('true', 'true')]
}
