import type { DuckDBVector } from '@duckdb/node-api'
import type { ColumnType } from './column-type.ts'
import type { Column } from './table.ts'

/** Gathers the vectors of one column, read as DOUBLE or VARCHAR, into a column of a table. */
export interface ColumnBuilder {
  /** Adds rows `from` (included) to `to` (excluded) of a vector. */
  readonly add: (vector: DuckDBVector, from: number, to: number) => void
  /** The column of all rows added; the builder is then empty again. */
  readonly take: () => Column
}

/** @param capacity rows to make room for at first; more are taken as needed */
export function columnBuilder(type: ColumnType, capacity: number): ColumnBuilder {
  return type === 'text' ? textBuilder(capacity) : numberBuilder(type, capacity)
}

function numberBuilder(type: Exclude<ColumnType, 'text'>, capacity: number): ColumnBuilder {
  let values = new Float64Array()
  let rows = 0
  return {
    add(vector, from, to) {
      // Not before there are rows: after the last batch there are none.
      if (rows === 0) values = new Float64Array(capacity)
      values = withRoom(values, rows + to - from)
      values.set(doublesOf(vector).subarray(from, to), rows)
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
  let known = new Map<string, number>()
  let rows = 0
  return {
    add(vector, from, to) {
      if (rows === 0) codes = new Int32Array(capacity)
      codes = withRoom(codes, rows + to - from)
      for (let at = from; at < to; at++) codes[rows++] = code(known, vector.getItem(at))
    },
    take() {
      const taken: Column = { kind: 'text', codes: cut(codes, rows), levels: [...known.keys()] }
      codes = new Int32Array()
      known = new Map()
      rows = 0
      return taken
    },
  }
}

function code(known: Map<string, number>, item: unknown): number {
  if (typeof item !== 'string') return -1
  const found = known.get(item)
  if (found !== undefined) return found
  known.set(item, known.size)
  return known.size - 1
}

/** A vector's own memory, which the binding keeps private: `getItem` a value costs ten times as much. */
function doublesOf(vector: DuckDBVector): Float64Array {
  return (vector as unknown as { items: Float64Array }).items
}

type Growing = Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>

function withRoom<A extends Growing>(array: A, length: number): A {
  if (length <= array.length) return array
  return resized(array, Math.max(length, 2 * array.length))
}

function cut<A extends Growing>(array: A, length: number): A {
  return length === array.length ? array : resized(array, length)
}

function resized<A extends Growing>(array: A, length: number): A {
  const Same = array.constructor as new (buffer: ArrayBuffer) => A
  return new Same(array.buffer.transfer(length * array.BYTES_PER_ELEMENT))
}
