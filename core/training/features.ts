import type { Column } from '../data/table.ts'
import { UserError } from '../errors.ts'
import { outputName } from './onnx/answer.ts'
import type { TrainingData } from './trainer.ts'

/**
 * Refuses data that no built-in trainer can learn from.
 *
 * @throws {UserError} naming the column or the target, and what to do
 */
export function checkTrainingData(data: TrainingData): void {
  if (data.features.size === 0) throw new UserError('No feature is left to train on: exclude fewer columns')
  for (const [name, column] of data.features) checkFeature(name, column, outputName(data.task))
  if (data.rows === 0) throw new UserError('The training data has no rows')
  if (![...data.features.values()].some(hasValue)) {
    throw new UserError('Every feature of the training data is missing in every row')
  }
  checkTarget(data)
}

function checkFeature(name: string, column: Column, output: string): void {
  if (column.kind === 'number' && column.type === 'time') {
    throw new UserError(
      `Unexpected time \`${name}\` among the features, expected numbers or text: ` +
        'derive hour, weekday or the like in data.prepare, or exclude it',
    )
  }
  if (name === output || name.startsWith('contender:')) {
    throw new UserError(`Unexpected feature \`${name}\`: the model itself uses this name, rename the column`)
  }
}

function hasValue(column: Column): boolean {
  if (column.kind === 'text') return column.codes.some((code) => code >= 0 && column.levels[code] !== '')
  return column.values.some((value) => !Number.isNaN(value))
}

/** A model of one answer would beat nothing and hide a mistake in the data. */
function checkTarget({ labels, weights, classes }: TrainingData): void {
  const counts = (row: number): boolean => weights === undefined || weights[row]! > 0
  const first = labels.findIndex((_, row) => counts(row))
  if (first === -1) throw new UserError('Every row of the training data has weight 0')
  if (labels.some((label, row) => label !== labels[first] && counts(row))) return
  const value = classes[labels[first]!] ?? labels[first]
  throw new UserError(
    `Unexpected target: it is \`${value}\` in every row of the training data, expected two values at least`,
  )
}
