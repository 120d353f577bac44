import { attribute, floatTensor, node } from '../onnx/build.ts'
import { ELEMENT } from '../onnx/format.ts'
import type { Design } from './design.ts'
import type { LinearSum } from './fit.ts'
import type { GraphPart } from './graph-part.ts'
import { weightsOf } from './graph-part.ts'

/** What all numbers add to the sums: imputed, standardised and weighted, with the weights of missing ones. */
export function numbersPart({ numbers }: Design, sums: readonly LinearSum[]): GraphPart {
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

/** The weights of the indicators, 0 for numbers that were never missing in training: then only the mean is filled in. */
function missingWeightsOf(columns: readonly { missing: unknown }[], sums: readonly LinearSum[]): number[] {
  let at = columns.length
  return columns.flatMap(({ missing }) => (missing === undefined ? sums.map(() => 0) : weightsOf(sums, at++, 1)))
}
