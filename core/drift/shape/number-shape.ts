import type { NumberShape } from '../../artifacts/column-shape.ts'
import type { Pooled } from '../statistics/pool.ts'
import { type Bins, binOf, clean, niceBins } from './nice-bins.ts'

/** Two samples of a numeric column, whose values are walked over in their order. */
export interface Walk {
  /** Rows of the reference, above 0. */
  readonly n: number
  /** Rows of the current sample, above 0. */
  readonly m: number
  /** Of which all values are multiples; 0 where that is not known. */
  readonly step: number
  /** Tells of each value how many rows of the reference and of the current sample have it. */
  readonly each: (visit: (value: number, reference: number, current: number) => void) => void
}

/** The share of a side's rows that may lie beyond either end: an outlier must not press all others into one bin. */
const BEYOND = 0.01
/** What widens a picture by no more than this is left out of it for nothing. */
const WIDER = 1.25

/**
 * The histogram of two samples in common bins, at most 40.
 *
 * Time O(values), which are walked over twice.
 *
 * @returns undefined where numbers are so far apart, or so near to each other, that floats hold no bins between them
 * @example
 * numberShape(walkPooled(pool(ascending([1, 2, 2]), ascending([2])))) // { kind: 'numeric', low: 1, high: 3, reference: [1, 2], current: [0, 1] }
 */
export function numberShape(walk: Walk): NumberShape | undefined {
  return shapeOver(walk, walk.each)
}

/**
 * The same where fewer values tell how to choose bins than are to be counted. Positive numbers over several magnitudes are counted in bins of equal
 * ratio: else the first of them would hold most rows.
 *
 * @param each all values, in any order
 */
export function shapeOver(walk: Walk, each: Walk['each']): NumberShape | undefined {
  const bins = binsOf(walk)
  const shape = bins && countedIn(bins, each)
  if (shape !== undefined && !isPressed(shape)) return shape
  const ratios = binsOf({ ...walk, step: 0, each: inPowers(walk.each) })
  if (ratios === undefined || ratios.width * ratios.count < MAGNITUDES) return shape
  const { high, low, ...counted } = countedIn(ratios, inPowers(each))
  return { ...counted, low: power(low!), high: power(high!), log: true }
}

/** Whether the lowest tenth of the bins holds more than half of the reference. */
function isPressed({ reference }: NumberShape): boolean {
  const sum = (rows: readonly number[]) => rows.reduce((all, count) => all + count, 0)
  return reference.length >= 10 && sum(reference.slice(0, reference.length / 10)) > sum(reference) / 2
}

/** Powers of ten that positive numbers reach over, at least, to be counted in bins of equal ratio. */
const MAGNITUDES = 1.5

/** To as many digits as powers are exact to. */
function power(exponent: number): number {
  return Number((10 ** exponent).toPrecision(12))
}

/** Logarithms, which are none where a value is not positive. */
function inPowers(each: Walk['each']): Walk['each'] {
  return (visit) => each((value, reference, current) => visit(Math.log10(value), reference, current))
}

/** The rows of both samples in bins. */
function countedIn(bins: Bins, each: Walk['each']): NumberShape {
  const { count, low, width } = bins
  const [inReference, inCurrent] = [new Float64Array(count), new Float64Array(count)]
  each((value, reference, current) => {
    const bin = binOf(bins, value)
    inReference[bin]! += reference
    inCurrent[bin]! += current
  })
  const [reference, current] = [Array.from(inReference), Array.from(inCurrent)]
  return { kind: 'numeric', low, high: clean(low + count * width), reference, current }
}

/** Bins over nearly all rows of either sample. */
function binsOf({ each, m, n, step }: Walk): Bins | undefined {
  let [least, most] = [Infinity, -Infinity]
  let [low, high] = [Infinity, -Infinity]
  let [inReference, inCurrent] = [0, 0]
  each((value, reference, current) => {
    if (value < least) least = value
    if (value > most) most = value
    const before = inReference
    const beforeCurrent = inCurrent
    inReference += reference
    inCurrent += current
    if (begins(inReference, before, n) || begins(inCurrent, beforeCurrent, m)) low = Math.min(low, value)
    if (ends(inReference, before, n) || ends(inCurrent, beforeCurrent, m)) high = Math.max(high, value)
  })
  if (low >= high || most - least <= WIDER * (high - low)) return niceBins(least, most, step)
  return niceBins(low, high, step)
}

/** Whether the first of nearly all rows was just reached. @param was rows before this value */
function begins(rows: number, was: number, all: number): boolean {
  return was <= all * BEYOND && rows > all * BEYOND
}

/** Whether the last of them was. */
function ends(rows: number, was: number, all: number): boolean {
  return was < all * (1 - BEYOND) && rows >= all * (1 - BEYOND)
}

/** Values at hand, in order. */
export function walkPooled({ current, m, n, reference, values }: Pooled): Walk {
  return {
    n,
    m,
    step: stepOf(values),
    each: (visit) => {
      for (let at = 0; at < values.length; at++) visit(values[at]!, reference[at]!, current[at]!)
    },
  }
}

/** Different values whose smallest gap is looked at: more of them are told apart by no bin. */
const FEW = 500

/** Whole numbers, or such as halves. */
function stepOf(values: Float64Array): number {
  if (values.every(Number.isInteger)) return 1
  if (values.length > FEW) return 0
  let step = Infinity
  for (let at = 1; at < values.length; at++) step = Math.min(step, clean(values[at]! - values[at - 1]!))
  const isMultiple = (value: number) => Math.abs(value / step - Math.round(value / step)) < 1e-6
  return values.length > 1 && values.every(isMultiple) ? step : 0
}
