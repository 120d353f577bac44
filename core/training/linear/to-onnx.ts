import { answer } from '../onnx/answer.ts'
import type { Node, Tensor } from '../onnx/build.ts'
import { attribute, floatTensor, ML, matrix, node } from '../onnx/build.ts'
import { ELEMENT } from '../onnx/format.ts'
import { writeOnnx } from '../onnx/write.ts'
import type { TrainingData } from '../trainer.ts'
import type { Design } from './design.ts'
import type { LinearSum } from './fit.ts'

/** Part of a graph: what some features add to the sums. */
interface Part {
  readonly nodes: readonly Node[]
  readonly constants: readonly Tensor[]
  /** Names of tensors of shape [rows, sums]. */
  readonly outputs: readonly string[]
}

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

function numbersPart({ numbers }: Design, sums: readonly LinearSum[]): Part {
  const columns = [...numbers.values()]
  const width = columns.length
  const [ownWeights, missingWeights] = [weightsOf(sums, 0, width), missingWeightsOf(columns, sums)]
  const name = (part: string): string => `contender:numbers ${part}`
  const step = (opType: string, inputs: string[], output: string) => node(opType, { inputs, outputs: [output] })
  return {
    nodes: [
      node('Concat', { inputs: [...numbers.keys()], outputs: [name('raw')], attributes: [attribute.int('axis', 1)] }),
      // A comparison with NaN is false, so that one covers missing and infinite numbers.
      step('Abs', [name('raw')], name('size')),
      step('Less', [name('size'), name('infinity')], name('known')),
      step('Sub', [name('raw'), name('mean')], name('centred')),
      step('Mul', [name('centred'), name('scale')], name('scaled')),
      step('Where', [name('known'), name('scaled'), name('zero')], name('filled')),
      step('MatMul', [name('filled'), name('weights')], name('sums')),
      step('Not', [name('known')], name('unknown')),
      node('Cast', {
        inputs: [name('unknown')],
        outputs: [name('missing')],
        attributes: [attribute.int('to', ELEMENT.float)],
      }),
      step('MatMul', [name('missing'), name('missing weights')], name('missing sums')),
    ],
    constants: [
      floatTensor(name('infinity'), [1, 1], [Number.POSITIVE_INFINITY]),
      floatTensor(name('zero'), [1, 1], [0]),
      floatTensor(
        name('mean'),
        [1, width],
        columns.map((column) => column.mean),
      ),
      floatTensor(
        name('scale'),
        [1, width],
        columns.map((column) => column.scale),
      ),
      floatTensor(name('weights'), [width, sums.length], ownWeights),
      floatTensor(name('missing weights'), [width, sums.length], missingWeights),
    ],
    outputs: [name('sums'), name('missing sums')],
  }
}

/** Row-major weights of the coefficients from `start`: one row a coefficient, one column a sum. */
function weightsOf(sums: readonly LinearSum[], start: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => sums.map((sum) => sum.coefficients[start + i]!)).flat()
}

/** The weights of the indicators, 0 for numbers that were never missing in training: then only the mean is filled in. */
function missingWeightsOf(columns: readonly { missing: unknown }[], sums: readonly LinearSum[]): number[] {
  let at = columns.length
  return columns.flatMap(({ missing }) => (missing === undefined ? sums.map(() => 0) : weightsOf(sums, at++, 1)))
}

function textParts({ numbers, texts }: Design, sums: readonly LinearSum[]): Part[] {
  let at = numbers.size + [...numbers.values()].filter(({ missing }) => missing !== undefined).length
  return Array.from(texts, ([input, { levels }]): Part => {
    const weights = weightsOf(sums, at, levels.length + 1)
    at += levels.length + 1
    const name = (part: string): string => `contender:text ${input}: ${part}`
    const axis = (value: number) => [attribute.int('axis', value)]
    return {
      nodes: [
        node('LabelEncoder', {
          domain: ML,
          inputs: [input],
          outputs: [name('level')],
          attributes: [
            // An encoder wants one key at least; without frequent levels every text has the last place anyway.
            attribute.strings('keys_strings', levels.length > 0 ? levels : ['']),
            attribute.ints('values_int64s', levels.length > 0 ? [...levels.keys()] : [0]),
            attribute.int('default_int64', levels.length),
          ],
        }),
        node('Gather', { inputs: [name('weights'), name('level')], outputs: [name('weight')], attributes: axis(0) }),
        node('Flatten', { inputs: [name('weight')], outputs: [name('sums')], attributes: axis(1) }),
      ],
      constants: [floatTensor(name('weights'), [levels.length + 1, sums.length], weights)],
      outputs: [name('sums')],
    }
  })
}
