import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Engine } from '../../core/data/engine.ts'
import { UserError } from '../../core/errors.ts'
import { runCommand } from '../../core/io/run-command.ts'
import { checkDeterministic } from '../../core/models/deterministic.ts'
import { openOnnx } from '../../core/models/onnx.ts'
import type { Predictor } from '../../core/models/predictor.ts'
import type { Host } from '../action.ts'
import { featuresOf } from '../features.ts'
import type { Subject } from './subject.ts'

/** Predicted values of the rows of one source, in their order. */
export interface Predicted {
  readonly values: Float64Array
  /** Values a row. */
  readonly width: number
  readonly warnings: readonly string[]
}

/** Rows whose predictions are made twice, to see whether they differ. */
const REPEATED_ROWS = 1000

/** Runs an ONNX model over the rows of `source`, in batches, on all cores. */
export async function predictOnnx(
  subject: Extract<Subject, { kind: 'onnx' }>,
  { classes, engine, source }: { classes: readonly string[]; engine: Engine; source: string },
): Promise<Predicted> {
  const { bytes, file, model } = subject
  const predictor = await openOnnx({
    bytes,
    place: file.uri,
    task: model.task,
    classes,
    columns: model.model?.columns,
    trainingColumns: await featuresOf(engine, model, source),
    output: model.model?.output,
    logits: model.model?.logits ?? false,
  })
  try {
    return await predictAll(predictor, engine, source, file.uri)
  } finally {
    await predictor.close()
  }
}

async function predictAll(predictor: Predictor, engine: Engine, source: string, place: string): Promise<Predicted> {
  const rows = await engine.count(source)
  const values = new Float64Array(rows * predictor.width)
  const warnings: string[] = []
  let done = 0
  for await (const batch of engine.batches(source, predictor.columns)) {
    if (done === 0) warnings.push(...(await repeatedPrediction(predictor, batch, place)))
    values.set(await predictor.predict(batch), done * predictor.width)
    done += batch.rows
  }
  return { values, width: predictor.width, warnings }
}
