import type { Column, NumberColumn } from '../../data/table.ts'
import { textAt } from '../../data/table.ts'
import { UserError } from '../../errors.ts'
import type { ElementType } from './element.ts'

/** Where a column's values go: `values[offset + row · stride]`. */
export interface Target {
  readonly values: Values
  readonly offset: number
  readonly stride: number
}

/** What holds the values of an input: 64-bit integers as pairs of 32-bit words, the low one first. */
export type Values = Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array | string[]

/**
 * Says why a column cannot be an input of a type, before any row is read.
 *
 * @param column its name and values
 * @param place the model, for messages
 * @throws {UserError} if text meets an input of numbers, or a time any input of numbers
 */
export function checkKind(name: string, column: Column, type: ElementType, place: string): void {
  if (type === 'string') return
  if (column.kind === 'text') {
    throw new UserError(
      `Unexpected text in column \`${name}\`, expected numbers: ${place} takes it as ${type}; encode it in \`data.prepare\`, or inside the model`,
    )
  }
  if (column.type !== 'time') return
  throw new UserError(
    `Unexpected times in column \`${name}\`, expected numbers: ${place} takes it as ${type}, and a clock can count ` +
      'in seconds or nanoseconds; derive the number in `data.prepare`',
  )
}

/**
 * Writes rows `from` to `to` of a column that `checkKind` let through, as an input of a type.
 *
 * A missing value is NaN for floats and '' for text; other types have none.
 *
 * @throws {UserError} naming column and row (the first is 1) if an integer or boolean input would
 *   get a missing value or a number it cannot hold
 */
export function encode(
  name: string,
  column: Column,
  type: ElementType,
  target: Target,
  from: number,
  to: number,
): void {
  if (type === 'string') return writeText(column, target, from, to)
  const { values } = column as NumberColumn
  if (type === 'float32' || type === 'float64') return writeFloats(values, target, from, to)
  const range = RANGES[type]
  for (let row = from; row < to; row++) {
    const value = values[row]!
    if (!(Number.isInteger(value) && value >= range.low && value <= range.high)) {
      throw new UserError(unfit(name, value, row, `${range.words} (the model takes it as ${type})`))
    }
    const at = target.offset + row * target.stride
    if (type !== 'int64') target.values[at] = value
    else {
      target.values[2 * at] = value >>> 0
      target.values[2 * at + 1] = Math.floor(value / 2 ** 32)
    }
  }
}

const RANGES = {
  int64: { low: Number.MIN_SAFE_INTEGER, high: Number.MAX_SAFE_INTEGER, words: 'a whole number' },
  int32: { low: -(2 ** 31), high: 2 ** 31 - 1, words: 'a whole number of at most 32 bits' },
  bool: { low: 0, high: 1, words: '0 or 1' },
} as const

function writeFloats(from64: Float64Array, { values, offset, stride }: Target, from: number, to: number): void {
  const into = values as Float32Array
  let at = offset + from * stride
  for (let row = from; row < to; row++) {
    into[at] = from64[row]!
    at += stride
  }
}

function writeText(column: Column, { values, offset, stride }: Target, from: number, to: number): void {
  for (let row = from; row < to; row++) values[offset + row * stride] = textAt(column, row)
}

function unfit(name: string, value: number, row: number, expected: string): string {
  const found = Number.isNaN(value) ? 'missing value' : `\`${value}\``
  const remedy = Number.isNaN(value) ? '; fill it in `data.prepare`, or export the input as float' : ''
  return `Unexpected ${found} in column \`${name}\`, row ${row + 1} of the batch, expected ${expected}${remedy}`
}
