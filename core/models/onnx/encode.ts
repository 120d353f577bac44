import type { Tensor } from 'onnxruntime-node'
import { type Column, textAt } from '../../data/table.ts'
import { UserError } from '../../errors.ts'
import { fillRows } from './fill-rows.ts'

/** Types of numbers and text that a model may take, by onnxruntime's names. */
export const ELEMENT_TYPES = ['float32', 'float64', 'int64', 'int32', 'bool', 'string'] as const
export type ElementType = (typeof ELEMENT_TYPES)[number]

/** A column and its name, for messages. */
export interface NamedColumn {
  readonly name: string
  readonly column: Column
}

/** What whole-number types can hold. */
const WHOLE = {
  int64: { low: Number.MIN_SAFE_INTEGER, high: Number.MAX_SAFE_INTEGER, words: 'a whole number' },
  int32: { low: -(2 ** 31), high: 2 ** 31 - 1, words: 'a whole number of at most 32 bits' },
  bool: { low: 0, high: 1, words: '0 or 1' },
} as const

/**
 * The values of an input, row-major, in memory that onnxruntime reads as it is.
 *
 * A missing value is NaN for floats and '' for text; other types have none. Memory is new for each
 * call, so that batches may be predicted at the same time; keeping it would save some 15 ms in
 * 1,000,000 rows of 30 columns.
 *
 * @param columns at least one, all of one length
 * @param place the model, for messages
 * @throws {UserError} naming the column if text or a time meets an input of numbers, and the row as
 *   well (the first is 1) if an integer or boolean input would get a value it cannot hold
 */
export function encode(columns: readonly NamedColumn[], type: ElementType, place: string): Tensor.DataType {
  if (type === 'string') return textRows(columns.map(({ column }) => column))
  const numbers = columns.map((named) => numbersOf(named, type, place))
  const size = numbers.length * numbers[0]!.length
  switch (type) {
    case 'float32':
      return fillRows(numbers, new Float32Array(size))
    case 'float64':
      return fillRows(numbers, new Float64Array(size))
    case 'int32':
      return fillRows(numbers, new Int32Array(size))
    case 'bool':
      return fillRows(numbers, new Uint8Array(size))
    case 'int64':
      return toBigInts(fillRows(numbers, new Float64Array(size)))
  }
}

function textRows(columns: readonly Column[]): string[] {
  const rows = lengthOf(columns[0]!)
  const cells = new Array<string>(rows * columns.length)
  columns.forEach((column, i) => {
    for (let row = 0; row < rows; row++) cells[row * columns.length + i] = textAt(column, row)
  })
  return cells
}

const lengthOf = (column: Column) => (column.kind === 'text' ? column.codes.length : column.values.length)

function toBigInts(values: Float64Array): BigInt64Array {
  const integers = new BigInt64Array(values.length)
  for (let i = 0; i < values.length; i++) integers[i] = BigInt(values[i]!)
  return integers
}

/** A column's numbers, each of which the type can hold. */
function numbersOf({ name, column }: NamedColumn, type: Exclude<ElementType, 'string'>, place: string): Float64Array {
  const wanted = `expected numbers: ${place} takes it as ${type}`
  if (column.kind === 'text') {
    throw new UserError(
      `Unexpected text in column \`${name}\`, ${wanted}; encode it in \`data.prepare\` or in the model`,
    )
  }
  if (column.type === 'time') {
    throw new UserError(
      `Unexpected times in column \`${name}\`, ${wanted}, and clocks count in seconds, milliseconds or nanoseconds; ` +
        'derive the number in `data.prepare`',
    )
  }
  if (type !== 'float32' && type !== 'float64') checkWhole(name, column.values, type, place)
  return column.values
}

function checkWhole(name: string, values: Float64Array, type: keyof typeof WHOLE, place: string): void {
  const { low, high, words } = WHOLE[type]
  const row = values.findIndex((value) => !(Number.isInteger(value) && value >= low && value <= high))
  if (row === -1) return
  const missing = Number.isNaN(values[row])
  const found = missing ? 'missing value' : `\`${values[row]}\``
  const remedy = missing ? '; fill it in `data.prepare`, or export the input as float' : ''
  throw new UserError(
    `Unexpected ${found} in column \`${name}\`, row ${row + 1} of the batch, expected ${words}: ${place} takes it as ${type}${remedy}`,
  )
}
