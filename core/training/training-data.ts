import { classesOf, type LabelSettings } from '../classes.ts'
import { columnOf, type Table } from '../data/table.ts'
import { binaryLabels } from '../models/predictions/binary-labels.ts'
import { classCodes } from '../models/predictions/class-codes.ts'
import { FINITE, numbersOf } from '../models/predictions/number-column.ts'
import { rowWeights } from '../models/predictions/row-weights.ts'
import type { TrainingData } from './trainer.ts'

interface Roles {
  readonly features: readonly string[]
  readonly target: string
  readonly weight: string | undefined
  /** Where the rows are from, for messages. */
  readonly place: string
}

/**
 * Makes rows ready for a built-in trainer.
 *
 * @throws {UserError} if a label or weight is missing or is none
 */
export function trainingData(
  table: Table,
  { features, place, target, weight }: Roles,
  settings: LabelSettings,
): TrainingData {
  const column = columnOf(table, target, place)
  const where = `column \`${target}\` of ${place}`
  const classes = classesOf(column, settings, where)
  const labels = {
    'binary-classification': () => Float64Array.from(binaryLabels(column, settings.positive, where)),
    'multiclass-classification': () => Float64Array.from(classCodes(column, classes, where)),
    regression: () => numbersOf(table, target, FINITE, place),
  }
  return {
    task: settings.task,
    rows: table.rows,
    features: new Map(features.map((name) => [name, columnOf(table, name, place)])),
    labels: labels[settings.task](),
    classes,
    weights: rowWeights(table, weight, place),
  }
}
