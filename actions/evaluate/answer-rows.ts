import { join } from 'node:path'
import type { Engine } from '../../core/data/engine.ts'
import type { Table } from '../../core/data/table.ts'
import { temporaryFolder } from '../../core/io/temporary-folder.ts'
import type { Sample } from '../../core/metrics/metric.ts'
import type { LabelledRows } from '../../core/models/join-predictions.ts'
import { parsePredictions } from '../../core/models/predictions.ts'
import { predictionsTable } from '../../core/models/predictions-table.ts'
import type { Host } from '../action.ts'
import { labelsOf } from '../roles.ts'
import { withData } from '../with-data.ts'
import { predictOnnx } from './predict-onnx.ts'
import { answersOf, type TestRows } from './predictions-of.ts'
import { placeOf, type Subject } from './subject.ts'

/** A model that answers rows here; predictions that are a file answer nothing. */
export type Runnable = Exclude<Subject, { kind: 'predictions' }>

/** Rows that stand in the place of the test rows, which say in which order and format a model takes them. */
export interface OtherRows extends TestRows {
  readonly classes: readonly string[]
  readonly threshold: number
  /** Labels and what else answers need beside them. */
  readonly given: LabelledRows
  /** Name of the column of weights in `given`. */
  readonly weight: string | undefined
  readonly batches: (engine: Engine, columns: readonly string[], rows?: number) => AsyncIterable<Table>
  /** All of them, as a command gets them. */
  readonly whole: (engine: Engine) => Promise<Table>
}

/** What a model says of such rows, in their order. */
export async function answerRows(subject: Runnable, rows: OtherRows, host: Host): Promise<Sample> {
  const table = subject.kind === 'onnx' ? await byOnnx(subject, rows) : await byCommand(subject, rows, host)
  const { model, threshold, weight } = rows
  const classes = model.task === 'multiclass-classification' ? rows.classes : undefined
  return parsePredictions(table, { ...labelsOf(model), classes, threshold, weight, place: placeOf(subject) }).sample
}

async function byOnnx(subject: Extract<Subject, { kind: 'onnx' }>, rows: OtherRows): Promise<Table> {
  const { classes, given, model, place, source } = rows
  return withData(place, model, async (engine) => {
    const standIn: Engine = {
      ...engine,
      count: async () => given.rows,
      batches: (_, columns, size) => rows.batches(engine, columns, size),
    }
    const { values } = await predictOnnx(subject, { classes, engine: standIn, rows: model, source })
    return predictionsTable({ task: model.task, classes, values, ...given })
  })
}

/** The rows go to the command as a file of their own, of the format of the test rows where these are a file. */
async function byCommand(
  subject: Extract<Subject, { kind: 'command' }>,
  { given, model, place, source, whole }: OtherRows,
  host: Host,
): Promise<Table> {
  const { path: folder, remove } = temporaryFolder('contender-rows-')
  try {
    const data = join(folder, `rows${endingOf(source)}`)
    await withData(place, model, async (engine) => engine.write(await whole(engine), data))
    return await answersOf(subject, { data, folder, model, rows: given, source }, host)
  } finally {
    await remove()
  }
}

/** A table that `prepare` makes reaches a command as Parquet, as always. */
function endingOf(source: string): string {
  return /\.(csv|tsv|jsonl|ndjson|json)(\.gz|\.zst)?$/i.exec(source)?.[0].toLowerCase() ?? '.parquet'
}
