import { classesOf } from '../../core/classes.ts'
import type { Model } from '../../core/config.ts'
import type { Engine } from '../../core/data/engine.ts'
import { joinTables } from '../../core/data/join-tables.ts'
import { mayQuote } from '../../core/data/quality/personal/may-quote.ts'
import { columnOf, textAt } from '../../core/data/table.ts'
import { UserError } from '../../core/errors.ts'
import { spreadPlaces } from '../../core/explain/spread-places.ts'
import { openPredictor } from '../evaluate/predict-onnx.ts'
import { readDrawn } from '../evaluate/read-drawn.ts'
import { subjectOf } from '../evaluate/subject.ts'
import type { Project } from '../project.ts'
import { labelsOf } from '../roles.ts'
import { withData } from '../with-data.ts'
import { type ExplainedValues, explainValues } from './explain-values.ts'

/** Rows beside which one is explained. */
const BACKGROUND = 100

/** How an answer came about; of several classes the answer is of the one that is likeliest. */
export interface ExplainedRow extends ExplainedValues {
  readonly model: string
  readonly row: string
  readonly class: string | null
  /** Of classes: the row's answer as a probability, whatever the scale. */
  readonly probability: number | null
  /** Rows of the background. */
  readonly background: number
}

/**
 * Explains the answer of an ONNX model for one of its test rows, beside a hundred of them.
 *
 * @param row its id, or its number from 1 where the data has no id
 * @throws {UserError} if there is no such row, or the model cannot be asked
 */
export async function explainRow(project: Project, model: Model, row: string): Promise<ExplainedRow> {
  const subject = await askable(project, model)
  const source = model.data.test!
  return withData(project, model, async (engine) => {
    const count = await engine.count(source)
    const place = await placeOf(engine, model, { count, row, source })
    const classes = await classesIn(engine, model, source)
    const predictor = await openPredictor(subject, { classes, engine, rows: model, source })
    try {
      const own = await readDrawn(engine, source, predictor.columns, Uint32Array.of(place))
      const beside = await readDrawn(engine, source, predictor.columns, spreadPlaces(count, BACKGROUND))
      const answers = await predictor.predict(own)
      const at = likeliest(answers)
      const table = joinTables([own, beside])
      const found = await explainValues(predictor, table, { at, classes, subject })
      return {
        model: model.name,
        row,
        class: predictor.width > 1 ? classes[at]! : null,
        background: beside.rows,
        probability: model.task === 'regression' ? null : answers[at]!,
        ...found,
      }
    } finally {
      await predictor.close()
    }
  })
}

/**
 * Which rows can be named, for who has named none: an id for an example, where it looks like nobody's.
 *
 * @throws {UserError} if the model cannot be asked about any
 */
export async function sayRows(project: Project, model: Model): Promise<string> {
  await askable(project, model)
  const source = model.data.test!
  return withData(project, model, async (engine) => {
    const { id } = model.data
    if (id === undefined) return `expected the number of a row of ${source}, from 1 to ${await engine.count(source)}`
    return `expected an id of a row of ${source}: a value of the column \`${id}\`${await example(engine, source, id)}`
  })
}

async function askable(project: Project, model: Model) {
  const subject = await subjectOf(model, project)
  if (subject.kind === 'onnx') return subject
  throw new UserError(
    `Unexpected ${NAMES[subject.kind]} of ${model.name}, expected an ONNX model in \`model\`, which can be asked about rows that never were`,
  )
}

const NAMES = { command: 'prediction command', predictions: 'predictions file' } as const

async function example(engine: Engine, source: string, id: string): Promise<string> {
  const first = textAt(columnOf(await engine.read(source, [id]), id, source), 0)
  return first === '' || !mayQuote(first, id, []) ? '' : `, such as \`${first}\``
}

async function placeOf(
  engine: Engine,
  model: Model,
  { count, row, source }: { readonly count: number; readonly row: string; readonly source: string },
): Promise<number> {
  const { id } = model.data
  if (id === undefined) {
    const number = Number(row)
    if (Number.isInteger(number) && number >= 1 && number <= count) return number - 1
    throw new UserError(
      `Unexpected row \`${row}\` of ${source}, expected its number from 1 to ${count}, or an id where \`data.id\` names a column`,
    )
  }
  const ids = columnOf(await engine.read(source, [id]), id, source)
  for (let at = 0; at < count; at++) if (textAt(ids, at) === row) return at
  throw new UserError(
    `Missing row \`${row}\` in ${source}, expected a value of the column \`${id}\`${await example(engine, source, id)}`,
  )
}

async function classesIn(engine: Engine, model: Model, source: string): Promise<readonly string[]> {
  if (model.task === 'regression') return []
  const target = model.data.target!
  const labels = columnOf(await engine.read(source, [target]), target, source)
  return classesOf(labels, labelsOf(model), `column \`${target}\` of ${source}`)
}

function likeliest(answers: Float64Array): number {
  return answers.indexOf(Math.max(...answers))
}
