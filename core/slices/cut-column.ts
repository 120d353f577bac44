import type { Column, NumberColumn } from '../data/table.ts'

/** A column cut into named parts: `labels[codes[row]]` is the part that a row belongs to. */
export interface Cut {
  readonly codes: Int32Array
  readonly labels: readonly string[]
}

/** Whole numbers with more different values than this are cut into ranges. */
const MOST_VALUES = 20

const MISSING = '(missing)'

/**
 * Cuts a column into the parts that slices are made of. Text, booleans and whole numbers with at
 * most 20 different values: one part a value. Other numbers and times: five ranges that hold about
 * as many rows each, with round borders. Missing values are a part of their own.
 *
 * Parts are in the order of their values (text: alphabetical), missing last; every part has a row.
 * Time O(n log n).
 *
 * @example
 * cutColumn({ kind: 'number', type: 'boolean', values: Float64Array.of(1, 0, NaN) }).labels // ['false', 'true', '(missing)']
 */
export function cutColumn(column: Column): Cut {
  if (column.kind === 'text') return cutText(column.codes, column.levels)
  const distinct = distinctValues(column)
  if (distinct === undefined) return cutRanges(column)
  const place = new Map(distinct.map((value, at) => [value, at]))
  const labels = distinct.map((value) => (column.type === 'boolean' ? String(value === 1) : String(value)))
  return withMissing(column.values.length, (row) => place.get(column.values[row]!) ?? -1, labels)
}

function cutText(codes: Int32Array, levels: readonly string[]): Cut {
  const used = new Uint8Array(levels.length)
  for (const code of codes) if (code >= 0) used[code] = 1
  const sorted = levels.map((_, level) => level).filter((level) => used[level] === 1)
  sorted.sort((a, b) => (levels[a]! < levels[b]! ? -1 : 1))
  const place = new Int32Array(levels.length)
  sorted.forEach((level, at) => {
    place[level] = at
  })
  return withMissing(
    codes.length,
    (row) => (codes[row]! < 0 ? -1 : place[codes[row]!]!),
    sorted.map((level) => levels[level]!),
  )
}

/** The different values of a boolean or of a whole number that has few of them, lowest first. */
function distinctValues({ type, values }: NumberColumn): number[] | undefined {
  if (type !== 'boolean' && type !== 'integer') return undefined
  const seen = new Set<number>()
  for (const value of values) {
    if (!Number.isNaN(value)) seen.add(value)
    if (seen.size > MOST_VALUES) return undefined
  }
  return [...seen].sort((a, b) => a - b)
}

function cutRanges({ type, values }: NumberColumn): Cut {
  const borders = roundBorders(values.filter((value) => !Number.isNaN(value)).sort())
  const say = (border: number) => (type === 'time' ? new Date(border).toISOString() : String(border))
  const names = [
    ...borders.map((border, at) => (at === 0 ? `< ${say(border)}` : `[${say(borders[at - 1]!)}, ${say(border)})`)),
    borders.length === 0 ? 'any' : `≥ ${say(borders.at(-1)!)}`,
  ]
  const rangeOf = (value: number) => borders.reduce((range, border) => range + (value >= border ? 1 : 0), 0)
  return withMissing(values.length, (row) => (Number.isNaN(values[row]) ? -1 : rangeOf(values[row]!)), names)
}

/**
 * Borders at the fifths of the values, rounded to a hundredth of what lies between the outer two,
 * so that people can read them; those that would leave a range empty are gone.
 */
function roundBorders(sorted: Float64Array): number[] {
  if (sorted.length === 0) return []
  const fifths = [1, 2, 3, 4].map((fifth) => sorted[Math.floor((fifth * sorted.length) / 5)]!)
  const spread = fifths[3]! - fifths[0]!
  const digits = spread > 0 ? 2 - Math.floor(Math.log10(spread)) : 0
  const round = (value: number) =>
    spread === 0
      ? value
      : digits > 0
        ? Number(value.toFixed(Math.min(digits, 100)))
        : Math.round(value / 10 ** -digits) * 10 ** -digits
  const [lowest, highest] = [sorted[0]!, sorted.at(-1)!]
  return [...new Set(fifths.map(round))].filter((border) => border > lowest && border <= highest)
}

/** Codes −1 become a part of their own, and parts without a row are left out. */
function withMissing(rows: number, partOf: (row: number) => number, names: readonly string[]): Cut {
  const codes = new Int32Array(rows)
  const counts = new Uint32Array(names.length + 1)
  for (let row = 0; row < rows; row++) {
    const part = partOf(row)
    codes[row] = part < 0 ? names.length : part
    counts[codes[row]!]!++
  }
  const kept = [...names, MISSING].map((label, part) => ({ label, part })).filter(({ part }) => counts[part]! > 0)
  const place = new Int32Array(names.length + 1)
  kept.forEach(({ part }, at) => {
    place[part] = at
  })
  return { codes: codes.map((part) => place[part]!), labels: kept.map(({ label }) => label) }
}
