import type { Model } from '../../core/config.ts'
import type { Engine } from '../../core/data/engine.ts'
import { checkDeterministic } from '../../core/models/check-deterministic.ts'
import { checkColumns } from '../../core/models/onnx/missing-columns.ts'
import { openOnnx } from '../../core/models/onnx.ts'
import type { Predictor } from '../../core/models/predictor.ts'
import { featuresOf } from '../features.ts'
import { unlessWrong } from '../project.ts'
import type { Subject } from './subject.ts'

type OnnxSubject = Extract<Subject, { kind: 'onnx' }>

/** Rows to predict, and what is known of their classes. */
export interface RowsToPredict {
  readonly engine: Engine
  /** The candidate's settings: they say where the data is. */
  readonly rows: Model
  readonly source: string
  /** In the order that the predictions shall have. */
  readonly classes: readonly string[]
}

/** What an ONNX model says of rows, in their order. */
export interface Predicted {
  /** Row-major; a number a row, or one a class. */
  readonly values: Float64Array
  readonly warnings: readonly string[]
}

/**
 * Runs an ONNX model over the rows of `source`, in batches, on all cores. Memory grows with the
 * predictions, not with the columns they are made from.
 */
export async function predictOnnx(subject: OnnxSubject, to: RowsToPredict): Promise<Predicted> {
  const { engine, source } = to
  const predictor = await openPredictor(subject, to)
  try {
    const values = new Float64Array((await engine.count(source)) * predictor.width)
    const warnings: string[] = []
    let done = 0
    for await (const batch of engine.batches(source, predictor.columns)) {
      if (done === 0) {
        const { differ, rows } = await checkDeterministic(predictor, batch)
        if (differ > 0) warnings.push(notDeterministic(subject.file.uri, differ, rows))
      }
      values.set(await predictor.predict(batch), done * predictor.width)
      done += batch.rows
    }
    return { values, warnings }
  } finally {
    await predictor.close()
  }
}

/** Opens a model under its own settings. Where it takes a matrix, training data that is at hand says the order. */
export async function openPredictor(
  { bytes, file, model }: OnnxSubject,
  { classes, engine, rows, source }: RowsToPredict,
): Promise<Predictor> {
  const train = rows.data.train
  const learned = train === undefined ? undefined : await unlessWrong(featuresOf(engine, model, train))
  const predictor = await openOnnx({
    bytes,
    place: file.uri,
    task: model.task,
    classes,
    columns: model.model?.columns,
    trainingColumns: learned ?? (await featuresOf(engine, model, source)),
    output: model.model?.output,
    logits: model.model?.logits,
  })
  try {
    const known = (await engine.columns(source)).map(({ name }) => name)
    checkColumns(predictor.columns, known, file.uri)
    return predictor
  } catch (error) {
    await predictor.close()
    throw error
  }
}

function notDeterministic(uri: string, differ: number, rows: number): string {
  return `${uri} is not deterministic: of ${rows} rows ${differ} were answered differently the second time. Switch off dropout and other chance before exporting; until then no verdict is final.`
}
