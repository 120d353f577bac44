import type { Column } from '../../data/table.ts'
import type { ComparedTexts, PartCounts, Parted } from '../compared.ts'
import { type Layout, type LoneLayout, type Parts, WHOLE } from './lay-out.ts'
import { MOST_LEVELS } from './limits.ts'

/** A column of categories of both sides, with common codes. */
export interface CommonLevels {
  readonly levels: readonly string[]
  /** −1 for a missing value. */
  readonly reference: Int32Array
  readonly current: Int32Array
}

/**
 * Gives the levels of two columns common codes; booleans and whole numbers with at most 10 different values are categories too.
 *
 * Time O(n + m).
 *
 * @returns undefined where the columns are to be compared as numbers
 */
export function commonLevels(reference: Column, current: Column): CommonLevels | undefined {
  if (reference.kind === 'text' && current.kind === 'text') {
    const places = new Map(reference.levels.map((level, code) => [level, code]))
    const codeOf = current.levels.map((level) => {
      const code = places.get(level) ?? places.size
      places.set(level, code)
      return code
    })
    const levels = [...places.keys()]
    return { levels, reference: reference.codes, current: current.codes.map((code) => (code < 0 ? -1 : codeOf[code]!)) }
  }
  if (reference.kind === 'text' || current.kind === 'text') return undefined
  if (!isWhole(reference.type) || !isWhole(current.type)) return undefined
  const places = new Map<number, number>()
  const code = (values: Float64Array): Int32Array | undefined => {
    const codes = new Int32Array(values.length)
    for (let row = 0; row < values.length; row++) {
      const value = values[row]!
      const known = Number.isFinite(value) ? (places.get(value) ?? places.size) : -1
      if (known === places.size) places.set(value, known)
      if (places.size > MOST_LEVELS) return undefined
      codes[row] = known
    }
    return codes
  }
  const left = code(reference.values)
  const right = left === undefined ? undefined : code(current.values)
  if (left === undefined || right === undefined) return undefined
  const say = (value: number) => (reference.type === 'boolean' ? String(value === 1) : String(value))
  return { levels: [...places.keys()].map(say), reference: left, current: right }
}

const isWhole = (type: string) => type === 'integer' || type === 'boolean'

/** What the default policy needs to know of a column of categories. Time O(n + m). */
export function compareTexts({ levels, reference, current }: CommonLevels): ComparedTexts {
  const count = (codes: Int32Array) => {
    const rows = new Float64Array(levels.length)
    let missing = 0
    for (const code of codes) {
      if (code < 0) missing++
      else rows[code]!++
    }
    return { rows, side: { rows: codes.length - missing, missing } }
  }
  const [left, right] = [count(reference), count(current)]
  const used = levels.map((_, code) => code).filter((code) => left.rows[code]! + right.rows[code]! > 0)
  return {
    kind: 'texts',
    reference: left.side,
    current: right.side,
    levels: used.map((code) => levels[code]!),
    counts: { reference: used.map((code) => left.rows[code]!), current: used.map((code) => right.rows[code]!) },
  }
}

/**
 * Counts the rows of a column of categories by part and cell.
 *
 * @param cellOf the cell of each level
 */
export function partTexts(
  common: CommonLevels,
  cellOf: (level: string) => number,
  cells: number,
  layout: Layout | LoneLayout,
): Parted {
  const cell = Int32Array.from(common.levels, cellOf)
  const count = (side: 'reference' | 'current') =>
    countTexts(common[side], { cell, cells, parts: layout[side] ?? WHOLE })
  return { cells, reference: count('reference'), current: count('current') }
}

/**
 * Counts the rows of one side by part and cell.
 *
 * @param cell of each code; rows of a code below 0 have no value
 */
export function countTexts(
  column: Int32Array,
  {
    cell,
    cells,
    parts: { codes, parts },
  }: { readonly cell: Int32Array; readonly cells: number; readonly parts: Parts },
): PartCounts {
  const rows = new Float64Array(parts * cells)
  for (let row = 0; row < column.length; row++) {
    if (column[row]! >= 0) rows[(codes?.[row] ?? 0) * cells + cell[column[row]!]!]!++
  }
  return { parts, rows }
}
