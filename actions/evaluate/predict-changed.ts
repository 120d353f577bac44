import { join } from 'node:path'
import type { Engine } from '../../core/data/engine.ts'
import { type Column, columnOf, type Table } from '../../core/data/table.ts'
import { temporaryFolder } from '../../core/io/temporary-folder.ts'
import type { JudgedRows } from '../../core/judged-rows.ts'
import type { Sample } from '../../core/metrics/metric.ts'
import { parsePredictions } from '../../core/models/predictions.ts'
import { predictionsTable } from '../../core/models/predictions-table.ts'
import type { Perturb } from '../../core/robustness/perturb.ts'
import type { Host } from '../action.ts'
import { labelsOf } from '../roles.ts'
import { withData } from '../with-data.ts'
import { predictOnnx } from './predict-onnx.ts'
import { answersOf, type TestRows } from './predictions-of.ts'
import { placeOf, type Subject } from './subject.ts'

/** The test rows as they were judged, and what to do to their features. */
export interface ChangedRows extends TestRows {
  readonly rows: JudgedRows
  readonly threshold: number
  /** Made anew for each pass over the rows: it goes on from batch to batch. */
  readonly perturb: () => Perturb
}

/** A model that answers rows here; predictions that are a file answer nothing. */
export type Runnable = Exclude<Subject, { kind: 'predictions' }>

/**
 * What a model says of the test rows once their features are changed. Ids, labels and weights stay those of the rows,
 * and so does the threshold.
 */
export async function predictChanged(subject: Runnable, changed: ChangedRows, host: Host): Promise<Sample> {
  const table = subject.kind === 'onnx' ? await byOnnx(subject, changed) : await byCommand(subject, changed, host)
  const { model, rows, threshold } = changed
  const classes = model.task === 'multiclass-classification' ? rows.classes : undefined
  const { weight } = model.data
  return parsePredictions(table, { ...labelsOf(model), classes, threshold, weight, place: placeOf(subject) }).sample
}

async function byOnnx(subject: Extract<Subject, { kind: 'onnx' }>, changed: ChangedRows): Promise<Table> {
  const { model, perturb, place, rows, source } = changed
  return withData(place, model, async (engine) => {
    const { values } = await predictOnnx(subject, {
      classes: rows.classes,
      engine: withChanges(engine, perturb),
      rows: model,
      source,
    })
    return predictionsTable({ task: model.task, classes: rows.classes, values, ...kept(changed) })
  })
}

/** The rows go to the command as a file of their own, of the same format where they are a file. */
async function byCommand(
  subject: Extract<Subject, { kind: 'command' }>,
  changed: ChangedRows,
  host: Host,
): Promise<Table> {
  const { model, perturb, place, rows, source } = changed
  const { path: folder, remove } = temporaryFolder('contender-changed-')
  try {
    const data = join(folder, `rows${endingOf(source)}`)
    await withData(place, model, async (engine) => {
      const names = (await engine.columns(source)).map(({ name }) => name)
      await engine.write(changedTable(await engine.read(source, names), perturb()), data)
    })
    return await answersOf(
      subject,
      { data, folder, model, rows: { rows: rows.table.rows, ...kept(changed) }, source },
      host,
    )
  } finally {
    await remove()
  }
}

function withChanges(engine: Engine, perturb: () => Perturb): Engine {
  return {
    ...engine,
    batches: async function* (source, columns, rows) {
      const change = perturb()
      for await (const batch of engine.batches(source, columns, rows)) yield changedTable(batch, change)
    },
  }
}

function changedTable({ columns, rows }: Table, perturb: Perturb): Table {
  return { rows, columns: new Map([...columns].map(([name, column]) => [name, perturb(name, column)])) }
}

/** What predictions need beside what the model says. */
function kept({ model: { data }, rows: { ids, table }, source }: ChangedRows) {
  const extra = new Map<string, Column>()
  if (data.weight !== undefined) extra.set(data.weight, columnOf(table, data.weight, source))
  return { ids, labels: columnOf(table, 'label', source), extra }
}

/** A table that `prepare` makes reaches a command as Parquet, as always. */
function endingOf(source: string): string {
  return /\.(csv|tsv|jsonl|ndjson|json)(\.gz|\.zst)?$/i.exec(source)?.[0].toLowerCase() ?? '.parquet'
}
