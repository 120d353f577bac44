import { textAt } from '../../data/table.ts'
import type { EncodedColumn } from './forest.ts'
import type { Graph, Operator } from './read-graph.ts'

/**
 * What the columns of a matrix are made of, followed back through the operators that built-in trainers write.
 *
 * @param name of the matrix
 * @returns undefined where it is made in a way that is not known
 */
export function encodedColumns(graph: Graph, name: string): readonly EncodedColumn[] | undefined {
  // As the runtime has it: a 32-bit float.
  if (graph.inputs.has(name))
    return [
      { feature: name, numberOf: (column, row) => Math.fround(column.kind === 'number' ? column.values[row]! : NaN) },
    ]
  const operator = graph.operators.get(name)
  const [first, second] = operator?.inputs ?? []
  if (operator === undefined || first === undefined) return undefined
  if (operator.type === 'Concat') {
    const parts = operator.inputs.map((input) => encodedColumns(graph, input))
    return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part!)
  }
  if (operator.type === 'LabelEncoder') return graph.inputs.has(first) ? [levels(operator, first)] : undefined
  if (operator.type === 'Cast' || operator.type === 'Flatten') return encodedColumns(graph, first)
  return operator.type === 'Gather' && second !== undefined ? rankColumns(graph, first, second) : undefined
}

/** Text as a number: its place among the levels, or what it stands for. */
function levels(operator: Operator, feature: string): EncodedColumn {
  const floats = operator.floats('values_floats')
  const [values, other] =
    floats.length > 0 ? [floats, 'default_float'] : [operator.ints('values_int64s'), 'default_int64']
  const known = new Map(operator.strings('keys_strings').map((key, at) => [key, values[at]!]))
  const unknown = operator.one(other)
  return { feature, numberOf: (column, row) => known.get(textAt(column, row)) ?? unknown }
}

/** The ranks of a text's levels, in one table after the other. @param cast of a constant [levels, tables] */
function rankColumns(graph: Graph, cast: string, level: string): readonly EncodedColumn[] | undefined {
  const ranks = graph.constants.get(graph.operators.get(cast)?.inputs[0] ?? '')
  const [of] = encodedColumns(graph, level) ?? []
  const tables = ranks?.dims[1]
  if (ranks === undefined || of === undefined || tables === undefined) return undefined
  return Array.from({ length: tables }, (_, table) => ({
    feature: of.feature,
    numberOf: (column, row) => ranks.bytes[of.numberOf(column, row) * tables + table] ?? NaN,
  }))
}
