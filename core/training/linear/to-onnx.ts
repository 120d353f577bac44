import { answer } from '../onnx/answer.ts'
import { floatTensor, matrix, node } from '../onnx/build.ts'
import { writeOnnx } from '../onnx/write.ts'
import type { TrainingData } from '../trainer.ts'
import type { Design } from './design.ts'
import type { LinearSum } from './fit.ts'
import { numbersPart } from './numbers-part.ts'
import { textParts } from './text-parts.ts'

/** The linear model as a file that takes the raw columns: imputing, scaling and encoding are part of its graph. */
export function toOnnx(
  { task, classes, features }: TrainingData,
  design: Design,
  sums: readonly LinearSum[],
): Uint8Array {
  const parts = [...(design.numbers.size > 0 ? [numbersPart(design, sums)] : []), ...textParts(design, sums)]
  const intercept = floatTensor(
    'contender:intercept',
    [1, sums.length],
    sums.map((sum) => sum.intercept),
  )
  const end = answer('contender:sums', task, classes)
  const addends = [...parts.flatMap((part) => part.outputs), intercept.name]
  return writeOnnx({
    inputs: Array.from(features, ([name, { kind }]) => matrix(name, kind === 'text' ? 'string' : 'float', 1)),
    outputs: [end.output],
    nodes: [
      ...parts.flatMap((part) => part.nodes),
      node('Sum', { inputs: addends, outputs: ['contender:sums'] }),
      ...end.nodes,
    ],
    constants: [intercept, ...parts.flatMap((part) => part.constants), ...end.constants],
    metadata: end.metadata,
  })
}
