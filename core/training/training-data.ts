import { classesOf, type LabelSettings } from '../classes.ts'
import { columnOf, type Table } from '../data/table.ts'
import { classPositions, labelNumbers } from '../predictions/labels.ts'
import { weightsOf } from '../predictions/weights.ts'
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
  const labels = columnOf(table, target, place)
  const where = `column \`${target}\` of ${place}`
  const classes = classesOf(labels, settings, where)
  return {
    task: settings.task,
    rows: table.rows,
    features: new Map(features.map((name) => [name, columnOf(table, name, place)])),
    labels:
      settings.task === 'regression'
        ? labelNumbers(labels, where)
        : Float64Array.from(classPositions(labels, classes, where)),
    classes,
    weights:
      weight === undefined ? undefined : weightsOf(columnOf(table, weight, place), `column \`${weight}\` of ${place}`),
  }
}
