import { floatTensor, matrix, node } from '../../core/training/onnx/build.ts'
import { writeOnnx } from '../../core/training/onnx/write.ts'

/**
 * The smallest model there is: its answer is one column of the data, times a factor. Column and
 * factor say how good it is.
 */
export function scoreModel(column: string, factor = 1): Uint8Array {
  return writeOnnx({
    inputs: [matrix(column, 'float', 1)],
    outputs: [matrix('answer', 'float', 1)],
    constants: [floatTensor('factor', [1], [factor])],
    nodes: [node('Mul', { inputs: [column, 'factor'], outputs: ['answer'] })],
  })
}
