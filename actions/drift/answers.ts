import { type AnswerColumns, answersAmong, hasAnswer, type NamedAnswers } from '../../core/data/answer-columns.ts'
import type { Column, Table } from '../../core/data/table.ts'
import type { Task } from '../../core/metrics/metric.ts'
import { columnIn, type Rows } from './rows.ts'

/** The columns that `answersAmong` finds. @throws {UserError} if a column that the config names is not there */
export function answerColumns(
  task: Task | undefined,
  rows: Pick<Rows, 'columns' | 'uri'>,
  named: NamedAnswers = {},
): AnswerColumns {
  const names = rows.columns.map(({ name }) => name)
  const found = answersAmong(task, names, named)
  for (const [name] of found) columnIn(rows, name)
  return found
}

/** SQL that holds for rows with an answer. */
export function isAnswered(rows: Pick<Rows, 'columns' | 'uri'>, columns: AnswerColumns): string {
  return hasAnswer(columns.map(([name]) => columnIn(rows, name)))
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
