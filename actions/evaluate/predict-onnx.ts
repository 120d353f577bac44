import type { Engine } from '../../core/data/engine.ts'
import { checkDeterministic } from '../../core/models/check-deterministic.ts'
import { openOnnx } from '../../core/models/onnx.ts'
import { featuresOf } from '../features.ts'
import type { Subject } from './subject.ts'

/** What an ONNX model says of rows, in their order. */
export interface Predicted {
  /** Row-major; a number a row, or one a class. */
  readonly values: Float64Array
  readonly warnings: readonly string[]
}

/**
 * Runs an ONNX model over the rows of `source`, in batches, on all cores. Memory grows with the
 * predictions, not with the columns they are made from.
 *
 * @param classes in the order that the predictions shall have
 */
export async function predictOnnx(
  { bytes, file, model }: Extract<Subject, { kind: 'onnx' }>,
  { classes, engine, source }: { classes: readonly string[]; engine: Engine; source: string },
): Promise<Predicted> {
  const predictor = await openOnnx({
    bytes,
    place: file.uri,
    task: model.task,
    classes,
    columns: model.model?.columns,
    trainingColumns: await featuresOf(engine, model, source),
    output: model.model?.output,
    logits: model.model?.logits,
  })
  try {
    const values = new Float64Array((await engine.count(source)) * predictor.width)
    const warnings: string[] = []
    let done = 0
    for await (const batch of engine.batches(source, predictor.columns)) {
      if (done === 0) {
        const { differ, rows } = await checkDeterministic(predictor, batch)
        if (differ > 0) warnings.push(notDeterministic(file.uri, differ, rows))
      }
      values.set(await predictor.predict(batch), done * predictor.width)
      done += batch.rows
    }
    return { values, warnings }
  } finally {
    await predictor.close()
  }
}

function notDeterministic(uri: string, differ: number, rows: number): string {
  return `${uri} is not deterministic: of ${rows} rows ${differ} were answered differently the second time. Switch off dropout and other chance before exporting; until then no verdict is final.`
}
