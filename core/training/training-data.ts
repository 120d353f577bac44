import { classesOf, type LabelSettings } from '../classes.ts'
import { type Column, columnOf, type Table, textAt } from '../data/table.ts'
import { UserError } from '../errors.ts'
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
export function trainingData(table: Table, { features, place, target, weight }: Roles, settings: LabelSettings): TrainingData {
  const labels = columnOf(table, target, place)
  const where = `column \`${target}\` of ${place}`
  const classes = classesOf(labels, settings, where)
  return {
    task: settings.task,
    rows: table.rows,
    features: new Map(features.map((name) => [name, columnOf(table, name, place)])),
    labels: settings.task === 'regression' ? numbersOf(labels, where) : positionsOf(labels, classes, where),
    classes,
    weights: weight === undefined ? undefined : weightsOf(columnOf(table, weight, place), `column \`${weight}\` of ${place}`),
  }
}

function numbersOf(labels: Column, place: string): Float64Array {
  if (labels.kind === 'text') throw new UserError(`Unexpected text in ${place}, expected numbers for a regression`)
  refuseRows(labels.values, (value) => !Number.isFinite(value), `Missing labels in ${place}`)
  return labels.values
}

function positionsOf(labels: Column, classes: readonly string[], place: string): Float64Array {
  const position = new Map(classes.map((name, index) => [name, index]))
  const known = labels.kind === 'text' ? labels.levels.map((level) => position.get(level) ?? -1) : undefined
  const positions = new Float64Array(labels.kind === 'text' ? labels.codes.length : labels.values.length)
  for (let row = 0; row < positions.length; row++) {
    positions[row] = labels.kind === 'text' ? (known![labels.codes[row]!] ?? -1) : (position.get(textAt(labels, row)) ?? -1)
  }
  refuseRows(positions, (value) => value < 0, `Labels in ${place} that are missing or none of ${classes.slice(0, 10).join(', ')}`)
  return positions
}

function weightsOf(column: Column, place: string): Float64Array {
  if (column.kind === 'text') throw new UserError(`Unexpected text in ${place}, expected weights ≥ 0`)
  refuseRows(column.values, (value) => !(value >= 0) || value === Infinity, `Weights in ${place} that are missing or below 0`)
  return column.values
}

function refuseRows(values: Float64Array, isWrong: (value: number) => boolean, what: string): void {
  let count = 0
  let first = -1
  for (let row = 0; row < values.length; row++) {
    if (!isWrong(values[row]!)) continue
    if (count++ === 0) first = row
  }
  if (count > 0) throw new UserError(`${what}: ${count} of ${values.length} rows, the first is row ${first + 1}; leave them out with \`prepare\``)
}
