import { attribute, floatTensor, ML, node } from '../onnx/build.ts'
import type { Design } from './design.ts'
import type { LinearSum } from './fit.ts'
import type { GraphPart } from './graph-part.ts'
import { weightsOf } from './graph-part.ts'

/** What each text column adds to the sums: the weight of the row's level. */
export function textParts({ numbers, texts }: Design, sums: readonly LinearSum[]): GraphPart[] {
  let at = numbers.size + [...numbers.values()].filter(({ missing }) => missing !== undefined).length
  return Array.from(texts, ([input, { levels }]): GraphPart => {
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
