import type { Column, Table } from '../data/table.ts'
import { UserError } from '../errors.ts'
import type { Task } from '../metrics/metric.ts'
import { SCORE_PREFIX } from './predictions/find-classes.ts'

interface Parts {
  readonly task: Task
  /** Multiclass: the classes, in the order of a row's values. */
  readonly classes: readonly string[]
  readonly ids?: Column | undefined
  /** The true labels as the data has them. */
  readonly labels: Column
  /** What the predictor gave: row-major, one value a row, or one a class in multiclass. */
  readonly values: Float64Array
  /** Further columns: slices, groups, weights. */
  readonly extra: ReadonlyMap<string, Column>
}

/**
 * The predictions file of a model's predictions, as `parsePredictions` reads it.
 *
 * @throws {UserError} if a further column has a name that the file uses itself
 * @throws {RangeError} if the number of values is not that of the labels
 * @example
 * const parts = { task: 'regression', classes: [], labels: zeroOne, extra: new Map() }
 * predictionsTable({ ...parts, values: Float64Array.of(0.1, 0.8) }).columns.get('prediction').values // [0.1, 0.8]
 */
export function predictionsTable({ task, classes, ids, labels, values, extra }: Parts): Table {
  const rows = labels.kind === 'text' ? labels.codes.length : labels.values.length
  const names = valueNames(task, classes)
  if (values.length !== rows * names.length) {
    throw new RangeError(`Unexpected ${values.length} values, expected ${rows} rows of ${names.length}`)
  }
  const columns = new Map<string, Column>()
  if (ids !== undefined) columns.set('id', ids)
  columns.set('label', labels)
  names.forEach((name, i) => {
    columns.set(name, numberColumn(Float64Array.from({ length: rows }, (_, row) => values[row * names.length + i]!)))
  })
  for (const [name, column] of extra) {
    if (isReserved(name, task)) {
      throw new UserError(
        `Unexpected column \`${name}\` as slice, group or weight, expected another name: predictions files use it; rename it in \`data.prepare\``,
      )
    }
    columns.set(name, column)
  }
  return { rows, columns }
}

function valueNames(task: Task, classes: readonly string[]): readonly string[] {
  if (task === 'regression') return ['prediction']
  return task === 'binary-classification' ? ['score'] : classes.map((name) => SCORE_PREFIX + name)
}

function isReserved(name: string, task: Task): boolean {
  if (['id', 'label', 'score', 'prediction'].includes(name)) return true
  return task === 'multiclass-classification' && name.startsWith(SCORE_PREFIX)
}

const numberColumn = (values: Float64Array): Column => ({ kind: 'number', type: 'float', values })
