import { isPresent } from '../../core/data/by-id.ts'
import type { Column, Table } from '../../core/data/table.ts'
import type { Task } from '../../core/metrics/metric.ts'
import { SCORE_PREFIX } from '../../core/models/predictions/find-classes.ts'
import { columnIn, type Rows } from './rows.ts'

/** Columns of the logs that hold a model's answer, and what a predictions file calls them. */
export type AnswerColumns = readonly (readonly [name: string, called: string])[]

/**
 * Finds the answers of a model among the columns of its logs: those that the config names, else those that are called as in
 * a predictions file.
 *
 * @param named by the config
 * @returns none where the logs hold no answers
 * @throws {UserError} if a column that is named is not there
 */
export function answerColumns(
  task: Task | undefined,
  rows: Pick<Rows, 'columns' | 'uri'>,
  named: { readonly score?: string | undefined; readonly prediction?: string | undefined } = {},
): AnswerColumns {
  const own = named.score ?? named.prediction
  if (own !== undefined) {
    columnIn(rows, own)
    return [[own, task === 'regression' || named.score === undefined ? 'prediction' : 'score']]
  }
  const names = rows.columns.map(({ name }) => name)
  const scores = names.filter((name) => name.startsWith(SCORE_PREFIX))
  if (task === 'multiclass-classification' && scores.length > 0) return scores.map((name) => [name, name])
  const usual = task === 'regression' ? ['prediction'] : ['score', 'prediction']
  const found = usual.find((name) => names.includes(name))
  return found === undefined ? [] : [[found, found]]
}

/** SQL that holds for rows with an answer: where a request has failed there is none. */
export function isAnswered(rows: Pick<Rows, 'columns' | 'uri'>, columns: AnswerColumns): string {
  return columns.map(([name]) => isPresent(columnIn(rows, name))).join(' AND ')
}

/** A table with the answers under the names of a predictions file; its other columns stay. */
export function asPredictions(table: Table, columns: AnswerColumns): Table {
  const called = new Map(columns)
  const own = new Map<string, Column>()
  // A feature may be called as an answer is: answers come last.
  for (const [name, column] of table.columns) if (!called.has(name)) own.set(name, column)
  for (const [name, as] of columns) own.set(as, table.columns.get(name)!)
  return { rows: table.rows, columns: own }
}
