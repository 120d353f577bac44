import type { Model } from '../../core/config.ts'
import type { Engine } from '../../core/data/engine.ts'
import { columnOf } from '../../core/data/table.ts'
import { binarySample } from '../../core/metrics/sample.ts'
import { binaryLabels } from '../../core/models/predictions/binary-labels.ts'
import { bestThreshold } from '../../core/threshold.ts'
import { predictOnnx } from './predict-onnx.ts'
import type { Subject } from './subject.ts'

/**
 * The threshold of a model: the number in its config, or the one that is best on rows kept for it.
 *
 * @param rows the candidate's settings, which say where those rows are
 */
export async function chooseThreshold(
  subject: Extract<Subject, { kind: 'onnx' }>,
  { classes, engine, rows }: { classes: readonly string[]; engine: Engine; rows: Model },
): Promise<number> {
  const { threshold } = subject.model.evaluate
  if (typeof threshold === 'number') return threshold
  const source = rows.data[threshold.on]!
  const target = rows.data.target!
  const labels = columnOf(await engine.read(source, [target]), target, source)
  const { values } = await predictOnnx(subject, { classes, engine, rows, source })
  const sample = binarySample({
    labels: binaryLabels(labels, rows.data.positive, `column \`${target}\` of ${source}`),
    scores: values,
  })
  return bestThreshold(sample, threshold.maximize).threshold
}
