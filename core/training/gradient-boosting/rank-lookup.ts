import type { Node, Tensor } from '../onnx/build.ts'
import { attribute, byteTensor, node } from '../onnx/build.ts'
import { ELEMENT } from '../onnx/format.ts'
import { MISSING } from './bin-numbers.ts'
import type { SetColumn } from './columns.ts'
import { levelsOf } from './encode-inputs.ts'
import type { RankTable } from './rank-tables.ts'

/** Part of a graph that gives each row the ranks of its level. */
export interface RankLookup {
  readonly nodes: readonly Node[]
  readonly constant: Tensor
  /** Name of a tensor of shape [rows, tables]. */
  readonly output: string
}

/**
 * Looks the ranks of one text column up, in all tables at once.
 *
 * @param name unlike that of any other lookup
 */
export function rankLookup(column: SetColumn, tables: readonly RankTable[], name: string): RankLookup {
  const ranks = new Uint8Array((column.count + 1) * tables.length)
  for (let level = 0; level <= column.count; level++) {
    const bin = level === column.count ? MISSING : level
    tables.forEach((table, i) => {
      ranks[level * tables.length + i] = table.ranks[bin]!
    })
  }
  const [floats, cube, output] = [`${name} as floats`, `${name} of rows`, `${name} flat`] as const
  const axis = (value: number) => [attribute.int('axis', value)]
  return {
    constant: byteTensor(name, [column.count + 1, tables.length], ranks),
    nodes: [
      // Bytes make a small file; a runtime casts a constant once, when it loads the model.
      node('Cast', { inputs: [name], outputs: [floats], attributes: [attribute.int('to', ELEMENT.float)] }),
      node('Gather', { inputs: [floats, levelsOf(column)], outputs: [cube], attributes: axis(0) }),
      node('Flatten', { inputs: [cube], outputs: [output], attributes: axis(1) }),
    ],
    output,
  }
}
