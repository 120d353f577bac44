import { privilegedBy } from '../../core/config/fairness-schema.ts'
import type { Model } from '../../core/config.ts'
import { DATED_TABLES, LOGGED_TIME, WITH_TIMES } from '../../core/data/dated-rows.ts'
import type { Engine } from '../../core/data/engine.ts'
import { type Column, columnOf, type Table } from '../../core/data/table.ts'
import { suggest, UserError } from '../../core/errors.ts'
import { hideGroups } from '../../core/fairness/people.ts'
import { groupsOf } from '../../core/groups.ts'
import type { Task } from '../../core/metrics/metric.ts'
import { isPrediction, type LabelledRows } from '../../core/models/join-predictions.ts'
import { judgedColumns, namesOf } from './judged-columns.ts'

/**
 * Labels, ids and what judging needs of the test rows, without the columns that a model reads.
 *
 * A sensitive column is kept as numbers of its groups, so that its values reach no file.
 */
export async function readTestRows(engine: Engine, model: Model, source: string): Promise<LabelledRows> {
  const present = (await engine.columns(source)).map(({ name }) => name)
  const judged = judgedColumns(model, present)
  const from = judged.time === LOGGED_TIME && source === DATED_TABLES.test ? WITH_TIMES.test : source
  const target = model.data.target!
  const table = await engine.read(from, [...new Set([target, ...namesOf(judged)])])
  const extra = new Map<string, Column>()
  for (const name of namesOf(judged)) {
    if (name === judged.id) continue
    const column = columnOf(table, name, source)
    extra.set(name, model.data.sensitive.includes(name) ? withoutValues(name, column, model) : column)
  }
  const ids = judged.id === undefined ? undefined : columnOf(table, judged.id, source)
  return { rows: table.rows, ids, labels: columnOf(table, target, source), extra }
}

/** A column by which people are told apart keeps its groups under other names, one that says which rows are alike its numbers. */
function withoutValues(name: string, column: Column, { evaluate: { fairness } }: Model): Column {
  if (fairness.groups.includes(name)) return hideGroups(column, privilegedBy(fairness, name))
  return { kind: 'number', type: 'integer', values: Float64Array.from(groupsOf(column).codes) }
}

/** Sensitive columns by which people are told apart. */
export function hiddenColumns({ data, evaluate }: Pick<Model, 'data' | 'evaluate'>): string[] {
  return evaluate.fairness.groups.filter((name) => data.sensitive.includes(name))
}

/**
 * A predictions file: its ids, labels and predictions, and, of a candidate's, what judging needs.
 *
 * @param judging false for a baseline, whose rows are grouped, weighted and sliced as the candidate's
 */
export async function readPredictionsFile(
  engine: Engine,
  path: string,
  { model, judging }: { model: Model; judging: boolean },
): Promise<Table> {
  const present = (await engine.columns(path)).map(({ name }) => name)
  const judged = judgedColumns(model, present)
  checkPredicted(present, model.task, path)
  const id = [judged.id, 'id'].find((name) => name !== undefined && present.includes(name))
  // What is named is asked for even where it is missing: the engine then says what is there.
  const names = [
    'label',
    id ?? judged.id,
    ...present.filter(isPrediction),
    ...(judging ? namesOf({ ...judged, id: undefined }) : []),
  ]
  const table = await engine.read(path, [...new Set(names.filter((name) => name !== undefined))])
  const columns = [...table.columns].map(([name, column]): [string, Column] => {
    if (judging && hiddenColumns(model).includes(name)) return [name, withoutValues(name, column, model)]
    return [name === id ? 'id' : name, column]
  })
  return { rows: table.rows, columns: new Map(columns) }
}

/**
 * Checks that a file holds what a model said.
 *
 * @param present its columns
 * @throws {UserError} naming the nearest column
 */
export function checkPredicted(present: readonly string[], task: Task, place: string): void {
  if (present.some(isPrediction)) return
  const [wanted, other] = task === 'regression' ? ['prediction', ''] : ['score', ' or `prediction`']
  throw new UserError(`Missing column \`${wanted}\`${other} in ${place}, ${suggest(wanted!, present)}`)
}
