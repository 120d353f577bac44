import { classesOf } from '../../core/classes.ts'
import type { Model } from '../../core/config.ts'
import type { Table } from '../../core/data/table.ts'
import { UserError } from '../../core/errors.ts'
import { formatCount } from '../../core/format-number.ts'
import { temporaryFolder } from '../../core/io/temporary-folder.ts'
import { joinPredictions, type LabelledRows } from '../../core/models/join-predictions.ts'
import { predictionsTable } from '../../core/models/predictions-table.ts'
import type { Host } from '../action.ts'
import { dataPaths } from '../data-paths.ts'
import { type Place, shownPath } from '../project.ts'
import { labelsOf } from '../roles.ts'
import { withData, withFiles } from '../with-data.ts'
import { chooseThreshold } from './choose-threshold.ts'
import { predictByCommand } from './predict-by-command.ts'
import { predictOnnx } from './predict-onnx.ts'
import { checkPredicted, readPredictionsFile, readTestRows } from './read-rows.ts'
import { placeOf, type Subject } from './subject.ts'

/** The rows that are judged: the candidate's, whichever model predicts them. */
export interface TestRows {
  readonly place: Place
  readonly model: Model
  /** A file, glob or prepared table: `data.test` unless another was asked for. */
  readonly source: string
}

/** Predictions with what judging needs beside them. */
export interface Predictions {
  readonly table: Table
  /** Score from which the answer is positive. */
  readonly threshold: number
  readonly warnings: readonly string[]
}

/** Lets a model predict the test rows. Predictions that are a file already are read by `readPredictions`. */
export async function predict(
  subject: Exclude<Subject, { kind: 'predictions' }>,
  rows: TestRows,
  host: Host,
): Promise<Predictions> {
  return subject.kind === 'onnx' ? runOnnx(subject, rows) : runCommand(subject, rows, host)
}

async function runOnnx(
  subject: Extract<Subject, { kind: 'onnx' }>,
  { model, place, source }: TestRows,
): Promise<Predictions> {
  return withData(place, model, async (engine) => {
    const { extra, ids, labels } = await readTestRows(engine, model, source)
    const settings = { ...labelsOf(model), classes: subject.model.data.classes }
    const classes = classesOf(labels, settings, `column \`${model.data.target}\` of ${source}`)
    const { values, warnings } = await predictOnnx(subject, { classes, engine, rows: model, source })
    const threshold = await chooseThreshold(subject, { classes, engine, rows: model })
    return { table: predictionsTable({ task: model.task, classes, ids, labels, values, extra }), threshold, warnings }
  })
}

/** The command's CSV names rows by `id`, or holds a line for each test row in the same order. */
async function runCommand(
  subject: Extract<Subject, { kind: 'command' }>,
  { model, place: home, source }: TestRows,
  host: Host,
): Promise<Predictions> {
  const { path: folder, remove } = temporaryFolder('contender-predict-')
  try {
    // Read first, so that what is wrong with them is said of them, and not of what a command makes of them.
    const rows = await withData(home, model, (engine) => readTestRows(engine, model, source))
    const { data } = await dataPaths(home, model, folder, { data: source })
    return {
      table: await answersOf(subject, { data: data!, folder, model, rows, source }, host),
      threshold: thresholdOf(subject.model),
      warnings: [],
    }
  } finally {
    await remove()
  }
}

/** Rows that a command reads, and what they are beside their features. */
interface RowsToAnswer {
  /** Path or glob that the command gets. */
  readonly data: string
  /** Where it may write. */
  readonly folder: string
  readonly model: Model
  readonly rows: LabelledRows
  /** The rows, for messages. */
  readonly source: string
}

/** What a command says of rows, beside their labels. */
export async function answersOf(
  subject: Extract<Subject, { kind: 'command' }>,
  { data, folder, model, rows, source }: RowsToAnswer,
  host: Host,
): Promise<Table> {
  const place = placeOf(subject)
  const written = await predictByCommand(subject, { data, folder, host })
  const predicted = await withFiles(
    { directory: folder, root: folder, sensitive: model.data.sensitive },
    async (engine) => {
      const present = (await engine.columns(written)).map(({ name }) => name)
      checkPredicted(present, model.task, place)
      if ((await engine.count(written)) > 0) return engine.read(written, present)
      throw new UserError(
        `The prediction command \`${model.predict!.run}\` of ${model.name} wrote no rows, expected one for each of the ${formatCount(rows.rows)} in ${source}`,
      )
    },
  )
  return joinPredictions(predicted, rows, place)
}

/** Reads the predictions of a file; those of a baseline need only ids and labels beside them. */
export async function readPredictions(
  path: string,
  { model, place, judging }: { model: Model; place: Place; judging: boolean },
): Promise<Predictions> {
  const table = await withFiles({ ...place, sensitive: model.data.sensitive }, (engine) =>
    readPredictionsFile(engine, shownPath(place, path), { model, judging }),
  )
  return { table, threshold: thresholdOf(model), warnings: [] }
}

/** Where predictions come ready made the threshold is a number: the config refuses to search for one. */
function thresholdOf({ evaluate }: Model): number {
  return typeof evaluate.threshold === 'number' ? evaluate.threshold : 0.5
}
