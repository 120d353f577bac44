import { answer } from '../onnx/answer.ts'
import { matrix, node } from '../onnx/build.ts'
import { writeOnnx } from '../onnx/write.ts'
import type { TrainingData } from '../trainer.ts'
import type { Ensemble } from './boost.ts'
import type { BinnedColumn } from './columns.ts'
import { encodeInputs } from './encode-inputs.ts'
import { treeBlocks } from './tree-blocks.ts'

/**
 * The ensemble as a model file that takes the raw columns.
 *
 * @param columns those that `ensemble` was grown on
 */
export function toOnnx(data: TrainingData, columns: readonly BinnedColumn[], ensemble: Ensemble): Uint8Array {
  const { task, classes, features } = data
  const inputs = encodeInputs(columns)
  const addends = ensemble.trees.flatMap((trees, sum) => trees.map((tree) => ({ tree, sum })))
  const blocks = treeBlocks(addends, columns, inputs, ensemble.base)
  const sums = 'contender:sums'
  const end = answer(sums, task, classes)
  return writeOnnx({
    inputs: Array.from(features, ([name, { kind }]) => matrix(name, kind === 'text' ? 'string' : 'float', 1)),
    outputs: [end.output],
    nodes: [
      ...inputs.nodes,
      ...blocks.flatMap((block) => block.nodes),
      node('Sum', { inputs: blocks.map((block) => block.output), outputs: [sums] }),
      ...end.nodes,
    ],
    constants: [...blocks.flatMap((block) => block.constants), ...end.constants],
    metadata: end.metadata,
  })
}
