import type { Tensor } from 'onnxruntime-node'
import type { Column, Table } from '../../data/table.ts'
import type { ElementType } from './element.ts'
import { checkKind, encode, type Values } from './encode.ts'
import type { Session } from './session.ts'
import type { Slot } from './slots.ts'

/** A model's inputs for one batch. `release` gives the memory back for the next batch. */
interface Feed {
  readonly feeds: Readonly<Record<string, Tensor>>
  readonly release: () => void
}

/** Rows written at once, so that a matrix of some dozens of columns stays in the processor's cache. */
const TILE = 256

/**
 * Prepares to turn batches into inputs. Memory is kept from batch to batch; batches that are fed
 * before the last was released get memory of their own.
 *
 * @param place the model, for messages
 * @returns a function of a batch's rows and its columns by name, which throws a UserError if a column does not fit its input
 */
export function makeFeeder(session: Session, slots: readonly Slot[], place: string) {
  const spares: Map<string, Uint8Array<ArrayBuffer>> = new Map()
  return ({ rows, columns }: Table): Feed => {
    const used = new Map<string, Uint8Array<ArrayBuffer>>()
    const feeds: Record<string, Tensor> = {}
    for (const slot of slots) {
      const size = rows * slot.columns.length
      const bytes = takeBytes(spares, slot, size)
      used.set(slot.name, bytes)
      const picked = slot.columns.map((name) => [name, columns.get(name)!] as const)
      const values = LAYOUT[slot.type].values(bytes.buffer, size)
      fill(picked, slot.type, { values, rows, place })
      const dims = slot.flat ? [rows] : [rows, slot.columns.length]
      feeds[slot.name] = session.tensor(slot.type, LAYOUT[slot.type].data(values), dims)
    }
    return { feeds, release: () => used.forEach((bytes, name) => void spares.set(name, bytes)) }
  }
}

function takeBytes(spares: Map<string, Uint8Array<ArrayBuffer>>, slot: Slot, size: number): Uint8Array<ArrayBuffer> {
  const needed = size * LAYOUT[slot.type].bytes
  const spare = spares.get(slot.name)
  spares.delete(slot.name)
  return spare !== undefined && spare.length >= needed ? spare : new Uint8Array(needed)
}

interface Matrix {
  readonly values: Values
  readonly rows: number
  readonly place: string
}

function fill(
  columns: readonly (readonly [string, Column])[],
  type: ElementType,
  { values, rows, place }: Matrix,
): void {
  for (const [name, column] of columns) checkKind(name, column, type, place)
  const stride = columns.length
  for (let from = 0; from < rows; from += TILE) {
    const to = Math.min(rows, from + TILE)
    columns.forEach(([name, column], offset) => {
      encode(name, column, type, { values, offset, stride }, from, to)
    })
  }
}

/** How a type's values lie in memory while they are written, and as onnxruntime wants them. */
interface Layout {
  readonly bytes: number
  readonly values: (buffer: ArrayBuffer, size: number) => Values
  readonly data: (values: Values) => Tensor.DataType
}

const same = (values: Values): Tensor.DataType => values as Tensor.DataType
const LAYOUT: Readonly<Record<ElementType, Layout>> = {
  float32: { bytes: 4, values: (buffer, size) => new Float32Array(buffer, 0, size), data: same },
  float64: { bytes: 8, values: (buffer, size) => new Float64Array(buffer, 0, size), data: same },
  int32: { bytes: 4, values: (buffer, size) => new Int32Array(buffer, 0, size), data: same },
  bool: { bytes: 1, values: (buffer, size) => new Uint8Array(buffer, 0, size), data: same },
  int64: {
    bytes: 8,
    values: (buffer, size) => new Uint32Array(buffer, 0, size * 2),
    data: (words) => new BigInt64Array((words as Uint32Array<ArrayBuffer>).buffer, 0, words.length / 2),
  },
  string: { bytes: 0, values: (_, size) => new Array<string>(size), data: same },
}
