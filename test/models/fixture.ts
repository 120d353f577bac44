import { readFileSync } from 'node:fs'
import type { Column, Table } from '../../core/data/table.ts'
import type { Task } from '../../core/metrics/metric.ts'

type Cell = number | string | boolean | null

/** A model that a library exported, the rows it was asked about and the library's own answers. */
export interface Fixture {
  readonly bytes: Uint8Array
  readonly task: Task
  readonly classes: readonly string[]
  readonly batch: Table
  readonly expected: readonly (readonly number[])[]
}

const folder = new URL('./fixtures/', import.meta.url)

/** The bytes of a model made by fixtures/make.py. */
export const modelBytes = (name: string): Uint8Array => readFileSync(new URL(`${name}.onnx`, folder))

export function fixture(name: string): Fixture {
  const file = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as {
    task: Task
    classes: string[]
    columns: Record<string, Cell[]>
    expected: number[][]
  }
  return { ...file, bytes: modelBytes(name), batch: table(file.columns) }
}

/** A table from cells; null is missing. */
export function table(cells: Readonly<Record<string, readonly Cell[]>>): Table {
  const columns = new Map(Object.entries(cells).map(([name, values]) => [name, column(values)]))
  return { rows: Object.values(cells)[0]?.length ?? 0, columns }
}

/** A column from cells: text if any cell is, booleans if all are, integers if all are whole. */
export function column(cells: readonly Cell[]): Column {
  const known = cells.filter((cell) => cell !== null)
  if (known.some((cell) => typeof cell === 'string')) {
    const levels = [...new Set(known.map(String))]
    return {
      kind: 'text',
      levels,
      codes: Int32Array.from(cells, (cell) => (cell === null ? -1 : levels.indexOf(String(cell)))),
    }
  }
  const values = Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : Number(cell)))
  if (known.length > 0 && known.every((cell) => typeof cell === 'boolean'))
    return { kind: 'number', type: 'boolean', values }
  return { kind: 'number', type: known.every((cell) => Number.isInteger(cell)) ? 'integer' : 'float', values }
}
