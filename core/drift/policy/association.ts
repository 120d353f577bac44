import { type Column, pickColumn } from '../../data/table.ts'
import { onceEach } from '../../once.ts'

/** How strongly two columns go together, in [0, 1]. */
export type Association = (one: string, other: string) => number

/**
 * How strongly columns go together on a sample of rows: |Spearman's ρ| of two numeric ones, Cramér's V of two of categories, the correlation ratio of
 * ranks of one of each.
 *
 * A column without gaps is ranked once. Time O(rows log rows) a column, O(rows) a pair of columns; with gaps O(rows log rows) a pair.
 *
 * @param columns of the same rows; a few thousand are enough. Rows where either value is missing are left out
 * @returns 0 for columns that are not known, or do not vary
 * @see Spearman 1904, doi:10.2307/1412159; Cramér 1946; Fisher 1925 (correlation ratio)
 * @example
 * associationOf(new Map([
 *   ['km', { kind: 'number', type: 'float', values: Float64Array.of(1, 2, 3, 4) }],
 *   ['minutes', { kind: 'number', type: 'float', values: Float64Array.of(10, 30, 20, 90) }],
 * ]))('km', 'minutes') // 0.8
 */
export function associationOf(columns: ReadonlyMap<string, Column>): Association {
  const wholeOf = onceEach((column: Column) => (isWhole(column) ? placesOf(column) : 'has gaps'))
  return (one, other) => {
    const [left, right] = [columns.get(one), columns.get(other)]
    if (left === undefined || right === undefined) return 0
    const whole = [wholeOf(left), wholeOf(right)] as const
    const [x, y] = whole.includes('has gaps') ? sharedPlaces(left, right) : (whole as [Float64Array, Float64Array])
    if (left.kind === 'text') return right.kind === 'text' ? cramer(x, y) : correlationRatio(x, y)
    return right.kind === 'text' ? correlationRatio(y, x) : Math.abs(correlation(x, y))
  }
}

const lengthOf = (column: Column) => (column.kind === 'text' ? column.codes : column.values).length
const has = (column: Column, row: number) =>
  column.kind === 'text' ? column.codes[row]! >= 0 : Number.isFinite(column.values[row])

function isWhole(column: Column): boolean {
  for (let row = 0; row < lengthOf(column); row++) if (!has(column, row)) return false
  return true
}

/** Codes of text, ranks of numbers. */
function placesOf(column: Column): Float64Array {
  return column.kind === 'text' ? Float64Array.from(column.codes) : ranks(column.values)
}

/** The same of the rows alone in which neither is missing. */
function sharedPlaces(left: Column, right: Column): [Float64Array, Float64Array] {
  const rows = Uint32Array.from({ length: lengthOf(left) }, (_, row) => row).filter(
    (row) => has(left, row) && has(right, row),
  )
  return [placesOf(pickColumn(left, rows)), placesOf(pickColumn(right, rows))]
}

/** From 0; equal values share the mean of theirs. */
function ranks(values: Float64Array): Float64Array {
  const order = Array.from(values, (_, row) => row).sort((a, b) => values[a]! - values[b]!)
  const ranked = new Float64Array(values.length)
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++
    for (let at = from; at < to; at++) ranked[order[at]!] = (from + to - 1) / 2
    from = to
  }
  return ranked
}

function correlation(x: Float64Array, y: Float64Array): number {
  const mean = (x.length - 1) / 2
  let [both, left, right] = [0, 0, 0]
  for (let row = 0; row < x.length; row++) {
    both += (x[row]! - mean) * (y[row]! - mean)
    left += (x[row]! - mean) ** 2
    right += (y[row]! - mean) ** 2
  }
  return left === 0 || right === 0 ? 0 : both / Math.sqrt(left * right)
}

/** The root of the share of the ranks' variance that lies between categories. */
function correlationRatio(codes: Float64Array, ranked: Float64Array): number {
  const mean = (ranked.length - 1) / 2
  const groups = new Map<number, { rows: number; sum: number }>()
  let all = 0
  for (let row = 0; row < codes.length; row++) {
    const { rows, sum } = groups.get(codes[row]!) ?? { rows: 0, sum: 0 }
    groups.set(codes[row]!, { rows: rows + 1, sum: sum + ranked[row]! - mean })
    all += (ranked[row]! - mean) ** 2
  }
  const between = groups.values().reduce((total, { rows, sum }) => total + sum ** 2 / rows, 0)
  return all === 0 ? 0 : Math.sqrt(Math.min(1, between / all))
}

function cramer(x: Float64Array, y: Float64Array): number {
  const counted = (codes: Iterable<number>) => {
    const counts = new Map<number, number>()
    for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1)
    return counts
  }
  const [left, right] = [counted(x), counted(y)]
  const width = 2 ** 26
  const pairs = counted(Float64Array.from(x, (code, row) => code * width + y[row]!))
  const least = Math.min(left.size, right.size) - 1
  if (least < 1) return 0
  // χ² = n (Σ nᵢⱼ² / (nᵢ nⱼ) − 1): pairs without rows need no look.
  const sum = pairs.entries().reduce((total, [pair, rows]) => {
    return total + rows ** 2 / (left.get(Math.floor(pair / width))! * right.get(pair % width)!)
  }, 0)
  return Math.sqrt(Math.min(1, Math.max(0, sum - 1) / least))
}
