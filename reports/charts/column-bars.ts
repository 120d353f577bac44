import type { ColumnShape, NumberShape } from '../../core/artifacts/column-shape.ts'
import { formatNumber } from '../../core/format-number.ts'
import { formatShare } from '../drift/numbers.ts'
import { isolate } from '../isolate.ts'
import { shortNumber } from './short-number.ts'

/** A bin or a category of a column's picture. */
export interface ColumnBar {
  /** `30 to 35`, or the category; short where it is not to be shown. */
  readonly name: string
  /** Shares of the rows of either side that have a value. */
  readonly reference: number
  readonly current: number
  /** All that is known of it, for who points at it. */
  readonly tip: string
}

/** What both sides are called in a picture. */
export interface SideNames {
  readonly reference: string
  readonly current: string
}

/** Bins or categories of a column, as shares of either side: a window rarely has as many rows as the reference. */
export function columnBars(shape: ColumnShape, names: SideNames): ColumnBar[] {
  const [before, now] = [sum(shape.reference), sum(shape.current)]
  return shape.reference.map((rows, at) => {
    const name = nameOf(shape, at)
    const reference = before === 0 ? 0 : rows / before
    const current = now === 0 ? 0 : shape.current[at]! / now
    const told = isHidden(shape, at) ? `category ${at + 1}, not shown` : name
    const tip = `${isolate(told)}: ${names.reference} ${formatShare(reference)}, ${names.current} ${formatShare(current)}`
    return { name, reference, current, tip }
  })
}

/** Numbers between which bins lie, one more than bins; undefined where they are not told. */
export function edgesOf({ high, log, low, reference }: NumberShape): number[] | undefined {
  if (low === undefined || high === undefined) return undefined
  const bins = reference.length
  const at = (edge: number) => low + ((high - low) * edge) / bins
  const inPowers = (edge: number) => low * (high / low) ** (edge / bins)
  return Array.from({ length: bins + 1 }, (_, edge) => (log ? inPowers(edge) : at(edge)))
}

/** Of a sensitive column categories have no names. */
function isHidden(shape: ColumnShape, at: number): boolean {
  if (shape.kind !== 'categorical' || (shape.others && at === shape.reference.length - 1)) return false
  return shape.levels?.[at] === undefined
}

function nameOf(shape: ColumnShape, at: number): string {
  const last = shape.reference.length - 1
  if (shape.kind === 'categorical') {
    if (shape.others && at === last) return 'all others'
    // It has to fit beside a bar; who points at it is told more.
    if (isHidden(shape, at)) return `hidden ${at + 1}`
    return shape.levels![at]! || '(empty)'
  }
  const edges = edgesOf(shape)
  if (edges === undefined) return `bin ${at + 1} of ${last + 1}, values not shown`
  const say = (edge: number) => sayEdge(edges[edge]!, shape)
  if (last === 0) return edges[0] === edges[1] ? say(0) : `${say(0)} to ${say(1)}`
  if (at === 0) return `below ${say(1)}`
  return at === last ? `${say(last)} and above` : `${say(at)} to ${say(at + 1)}`
}

/** An edge with as many digits as tell it from the next. */
export function sayEdge(value: number, { high, log, low, reference }: NumberShape): string {
  const width = (high! - low!) / reference.length
  if (log) return sayNumber(Number(value.toPrecision(3)))
  // The sum of widths that should be 0 is some 1e-16.
  if (Math.abs(value) < width / 1e6) return '0'
  const digits =
    width > 0 ? Math.max(0, Math.ceil(Math.log10(Math.max(Math.abs(low!), Math.abs(high!)) / width)) + 2) : 12
  return sayNumber(Number(value.toPrecision(Math.min(15, Math.max(1, digits)))))
}

/** `1,000`, `0.25`, `2e+12`: no digit that says nothing. */
function sayNumber(value: number): string {
  const size = Math.abs(value)
  if (size !== 0 && (size >= 1e12 || size < 1e-4)) return shortNumber(value)
  const [, decimals = ''] = String(value).split('.')
  return size >= 1e9 ? String(value).replace('-', '−') : formatNumber(value, decimals.length)
}

function sum(rows: readonly number[]): number {
  return rows.reduce((all, count) => all + count, 0)
}
