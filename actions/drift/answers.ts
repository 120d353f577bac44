import {
  type AnswerColumn,
  type AnswerColumns,
  answersAmong,
  hasAnswer,
  type NamedAnswers,
} from '../../core/data/answer-columns.ts'
import type { Engine } from '../../core/data/engine.ts'
import type { KnownLabels } from '../../core/data/known-labels.ts'
import { possibleAnswers } from '../../core/data/possible-answers.ts'
import { quoteName } from '../../core/data/sql.ts'
import type { Column, Table } from '../../core/data/table.ts'
import type { Task } from '../../core/metrics/metric.ts'
import { columnIn, type Rows, rowsIn, rowsWhere } from './rows.ts'

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

/** The columns of answers as rows have them. */
export function answersIn(rows: Pick<Rows, 'columns' | 'uri'>, columns: AnswerColumns): AnswerColumn[] {
  return columns.map(([name, called]) => ({ ...columnIn(rows, name), called }))
}

/** SQL that holds for rows with an answer. @param rule what answers can be; undefined: whatever is written is one */
export function isAnswered(
  rows: Pick<Rows, 'columns' | 'uri'>,
  columns: AnswerColumns,
  rule: KnownLabels | undefined,
): string {
  return hasAnswer(answersIn(rows, columns), rule)
}

/** The rows with an answer, which is a number where it should be: of a CSV one `n/a` makes all scores text. */
export async function answeredRows(
  engine: Engine,
  rows: Rows,
  columns: AnswerColumns,
  rule: KnownLabels | undefined,
): Promise<Rows> {
  const answered = await rowsWhere(engine, rows, isAnswered(rows, columns, rule))
  if (rule === undefined || columns.length === 0) return answered
  const answers = answersIn(rows, columns)
  const possible = new Map(possibleAnswers(answers, rule).columns.map((column) => [column.name, column]))
  const changed = answers.filter(({ name, type }) => possible.get(name)!.type !== type)
  if (changed.length === 0) return answered
  const replaced = changed.map(({ name }) => `${possible.get(name)!.value} AS ${quoteName(name)}`)
  return rowsIn(engine, {
    ...answered,
    columns: rows.columns.map(({ name, type }) => ({ name, type: possible.get(name)?.type ?? type })),
    relation: `(SELECT * REPLACE (${replaced.join(', ')}) FROM ${answered.relation})`,
  })
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
