import type { Column, Table } from '../data/table.ts'
import { UserError } from '../errors.ts'
import type { Task } from '../metrics/metric.ts'

/** What `predictions.parquet` is made of. */
export interface PredictedRows {
  readonly task: Task
  /** Binary: negative, positive; multiclass: in the order of the values; regression: none. */
  readonly classes: readonly string[]
  readonly ids: Column | undefined
  readonly labels: Column
  /** Row-major: a score or number a row, or a probability a class. */
  readonly values: Float64Array
  /** Columns by which rows are grouped, weighted or sliced, under their own names. */
  readonly extra: ReadonlyMap<string, Column>
}

/**
 * The table of a predictions file: `id`, `label`, then `score`, or `score_<class>`, or `prediction`,
 * then the other columns.
 *
 * @throws {UserError} if another column has one of these names
 */
export function predictionsTable({ classes, extra, ids, labels, task, values }: PredictedRows): Table {
  const columns = new Map<string, Column>()
  if (ids !== undefined) columns.set('id', ids)
  columns.set('label', labels)
  if (task === 'multiclass-classification') {
    for (const [k, name] of classes.entries()) columns.set(`score_${name}`, floats(everyNth(values, k, classes.length)))
  } else {
    columns.set(task === 'regression' ? 'prediction' : 'score', floats(values))
  }
  for (const [name, column] of extra) {
    if (columns.has(name))
      throw new UserError(
        `Unexpected column \`${name}\` among slices, groups or weights: predictions have one of that name; rename it with \`prepare\``,
      )
    columns.set(name, column)
  }
  return { rows: values.length / (task === 'multiclass-classification' ? classes.length : 1), columns }
}

function everyNth(values: Float64Array, first: number, step: number): Float64Array {
  const picked = new Float64Array(values.length / step)
  for (let row = 0; row < picked.length; row++) picked[row] = values[row * step + first]!
  return picked
}

function floats(values: Float64Array): Column {
  return { kind: 'number', type: 'float', values }
}
