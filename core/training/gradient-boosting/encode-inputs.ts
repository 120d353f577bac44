import type { Node } from '../onnx/build.ts'
import { attribute, ML, node } from '../onnx/build.ts'
import { ELEMENT } from '../onnx/format.ts'
import type { BinnedColumn, OrderedColumn, SetColumn } from './columns.ts'

/** The matrix of all ordered columns, [rows, width]. */
export const NUMBERS = 'contender:numbers'

/** The levels of a text column as whole numbers, [rows, 1]: its bin, or `column.count` for missing and unknown text. */
export function levelsOf(column: SetColumn): string {
  return `contender:levels ${column.input}`
}

/** The start of a model. */
export interface EncodedInputs {
  readonly nodes: readonly Node[]
  /** For each ordered column its place in `NUMBERS`. */
  readonly featureOf: ReadonlyMap<BinnedColumn, number>
  readonly width: number
}

/**
 * The first part of a model: raw columns in, numbers out. Text that training did not see counts as missing.
 *
 * @param columns at least one has a value
 */
export function encodeInputs(columns: readonly BinnedColumn[]): EncodedInputs {
  const ordered = columns.filter((column) => column.kind === 'ordered')
  const sets = columns.filter((column) => column.kind === 'set').filter((column) => column.count > 0)
  const nodes = sets.map(encodeLevels)
  const numbers = ordered.map((column, i) => {
    if (column.means === undefined) return column.input
    const name = `contender:means ${i}`
    nodes.push(encodeMeans(column.input, column.means, name))
    return name
  })
  if (numbers.length === 0) {
    // Trees want a matrix, even when no number takes part; the first text column's levels fill it.
    numbers.push('contender:filler')
    const to = [attribute.int('to', ELEMENT.float)]
    nodes.push(node('Cast', { inputs: [levelsOf(sets[0]!)], outputs: ['contender:filler'], attributes: to }))
  }
  nodes.push(node('Concat', { inputs: numbers, outputs: [NUMBERS], attributes: [attribute.int('axis', 1)] }))
  return { nodes, featureOf: new Map(ordered.map((column, i) => [column, i])), width: numbers.length }
}

function encodeLevels(column: SetColumn): Node {
  return node('LabelEncoder', {
    domain: ML,
    inputs: [column.input],
    outputs: [levelsOf(column)],
    attributes: [
      attribute.strings('keys_strings', column.levels),
      attribute.ints('values_int64s', [...column.levels.keys()]),
      attribute.int('default_int64', column.count),
    ],
  })
}

function encodeMeans(input: string, means: NonNullable<OrderedColumn['means']>, output: string): Node {
  return node('LabelEncoder', {
    domain: ML,
    inputs: [input],
    outputs: [output],
    attributes: [
      attribute.strings('keys_strings', [...means.keys()]),
      attribute.floats('values_floats', [...means.values()]),
      attribute.float('default_float', Number.NaN),
    ],
  })
}
