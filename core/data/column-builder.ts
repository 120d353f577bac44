import type { DuckDBVector } from '@duckdb/node-api'
import type { ColumnType } from './column-type.ts'
import type { Column } from './table.ts'
import { type TextCoder, textCoder } from './text-coder.ts'

/** Gathers the vectors of one column, read as DOUBLE or VARCHAR, into a column of a table. */
export interface ColumnBuilder {
  /** Adds rows `from` (included) to `to` (excluded) of a vector, which is of no more use once its last row is added. */
  readonly add: (vector: DuckDBVector, from: number, to: number) => void
  /** The column of all rows added; the builder is then empty again. */
  readonly take: () => Column
}

/** Rows to make room for at first, and where their numbers are put; more are taken as needed. */
export interface Room {
  readonly rows: number
  /** Default: memory of their own. */
  readonly numbers?: ((rows: number) => Float64Array) | undefined
}

export function columnBuilder(type: ColumnType, room: Room): ColumnBuilder {
  return type === 'text' ? textBuilder(room.rows) : numberBuilder(type, room)
}

function numberBuilder(
  type: Exclude<ColumnType, 'text'>,
  { rows: capacity, numbers = (rows) => new Float64Array(rows) }: Room,
): ColumnBuilder {
  let values: Float64Array = new Float64Array()
  let rows = 0
  return {
    add(vector, from, to) {
      // Not before there are rows: after the last batch there are none.
      if (rows === 0) values = numbers(capacity)
      values = withRoom(values, rows + to - from)
      const items = doublesOf(vector)
      values.set(items.subarray(from, to), rows)
      if (to === items.length) forget(items)
      rows += to - from
    },
    take() {
      const taken = cut(values, rows)
      values = new Float64Array()
      rows = 0
      return { kind: 'number', type, values: taken }
    },
  }
}

function textBuilder(capacity: number): ColumnBuilder {
  let codes = new Int32Array()
  let coder: TextCoder | undefined
  let rows = 0
  return {
    add(vector, from, to) {
      // Not before there are rows: after the last batch there are none.
      if (rows === 0) codes = new Int32Array(capacity)
      coder ??= textCoder()
      codes = withRoom(codes, rows + to - from)
      coder.code(vector, { from, to }, codes, rows)
      if (to === vector.itemCount) forget(textsOf(vector))
      rows += to - from
    },
    take() {
      const taken: Column = { kind: 'text', codes: cut(codes, rows), levels: coder?.levels() ?? [] }
      codes = new Int32Array()
      coder = undefined
      rows = 0
      return taken
    },
  }
}

/** A vector's own memory, which the binding keeps private: `getItem` a value costs ten times as much. */
function doublesOf(vector: DuckDBVector): Float64Array {
  return (vector as unknown as { items: Float64Array }).items
}

/** The same of texts. */
function textsOf(vector: DuckDBVector): DataView {
  return (vector as unknown as { dataView: DataView }).dataView
}

/** Lets go of a vector's memory, which is DuckDB's. Else Node, which counts it as garbage to be found, goes through all of its heap for each 30 MB. */
function forget({ buffer }: ArrayBufferView): void {
  if (buffer instanceof ArrayBuffer) buffer.transfer(0)
}

type Growing = Float64Array | Int32Array

function withRoom<A extends Growing>(array: A, length: number): A {
  if (length <= array.length) return array
  return resized(array, Math.max(length, 2 * array.length))
}

function cut<A extends Growing>(array: A, length: number): A {
  return length === array.length ? array : resized(array, length)
}

/** Memory that threads share can neither grow nor shrink. */
function resized<A extends Growing>(array: A, length: number): A {
  const { buffer } = array
  const Same = array.constructor as new (of: ArrayBuffer | number) => A
  if (buffer instanceof ArrayBuffer) return new Same(buffer.transfer(length * array.BYTES_PER_ELEMENT))
  if (length < array.length) return array.subarray(0, length) as A
  const more = new Same(length)
  more.set(array)
  return more
}
