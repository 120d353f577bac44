import { type Column, pickColumn, type Table } from '../data/table.ts'
import { pairRows } from '../pair.ts'
import { SCORE_PREFIX } from './predictions/find-classes.ts'

/** Test rows as far as predictions of them need it. */
export interface LabelledRows {
  readonly rows: number
  readonly ids: Column | undefined
  readonly labels: Column
  readonly extra: ReadonlyMap<string, Column>
}

/**
 * Puts predictions that a command wrote beside the test rows: by `id` where both have one, else in
 * the order of the rows. Labels are the test rows' own, whatever the predictions say.
 *
 * @param place where the predictions are from, for messages
 * @throws {UserError} if the rows are not the same
 */
export function joinPredictions(predicted: Table, { extra, ids, labels, rows }: LabelledRows, place: string): Table {
  const theirs = ids === undefined ? undefined : predicted.columns.get('id')
  const pairing = pairRows(
    { rows, ids: theirs && ids, place: 'the test data' },
    { rows: predicted.rows, ids: theirs, place },
  )
  // Rows stay in the order of the test data: `baseline` of the pairing is that order.
  const columns = new Map<string, Column>()
  if (ids !== undefined) columns.set('id', ids)
  columns.set('label', labels)
  for (const [name, column] of predicted.columns) {
    if (!isPrediction(name)) continue
    columns.set(name, pairing.candidate === undefined ? column : pickColumn(column, pairing.candidate))
  }
  for (const [name, column] of extra) columns.set(name, column)
  return { rows, columns }
}

/** Columns of a predictions file that hold what a model said. */
export function isPrediction(name: string): boolean {
  return name === 'score' || name === 'prediction' || name.startsWith(SCORE_PREFIX)
}
