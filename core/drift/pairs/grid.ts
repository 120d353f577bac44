/**
 * Cells in the order of the numbers, of which a row finds its own without a search. Cell 0 takes what lies below the grid, the last
 * one what lies above. Of equal width, or, for positive columns over many orders of magnitude, of about equal ratio.
 */
export interface Grid {
  readonly by: 'width' | 'ratio'
  /** Where cell 1 starts; places are told from here. */
  readonly low: number
  /** Near the mean, so that moments told from here lose no digit. */
  readonly origin: number
  /** By width: cells a unit. */
  readonly scale: number
  /** By ratio: upper 32 bits of `low`, and how many of their last bits one cell holds all of. */
  readonly bits: number
  readonly shift: number
  /** All cells with the two outer ones. */
  readonly size: number
}

/** Their counts and sums of two samples fit into the second cache of a core. */
const CELLS = 2 ** 16
/** Values of each sample that are looked at first. */
const LOOKED_AT = 2048
/** The share of them that may lie outside at either end: an outlier must not widen the cells. */
const OUTSIDE = 0.003

/**
 * A grid for two samples, by some rows of each; undefined where no grid parts them well: few different values, or both
 * signs over many orders of magnitude.
 *
 * Time O(1).
 *
 * @param reference rows in any order, NaN and infinite ones among them
 */
export function gridFor(reference: Float64Array, current: Float64Array): Grid | undefined {
  const looked = Float64Array.of(...some(reference), ...some(current)).sort()
  const different = looked.filter((value, at) => at === 0 || value !== looked[at - 1]).length
  if (different < looked.length / 16 || areWhole(looked)) return undefined
  const positive = looked.filter((value) => value > 0)
  const grids = [
    gridByWidth(spanOf(looked)),
    // Where others are frequent too, zeros as a rule, they all lie in the cell below.
    positive.length >= looked.length / 4
      ? gridByRatio({ ...spanOf(positive), origin: spanOf(looked).origin })
      : undefined,
  ].filter((grid) => grid !== undefined)
  const [best] = grids.map((grid) => ({ grid, cells: cellsWith(looked, grid) })).sort((a, b) => b.cells - a.cells)
  return best !== undefined && best.cells >= different / 2 ? best.grid : undefined
}

/** Whole numbers so near to each other that counting each is quicker. */
function areWhole(looked: Float64Array): boolean {
  return looked.at(-1)! - looked[0]! < CELLS && looked.every((value) => Number.isInteger(value))
}

/** Finite values at equal steps. */
function some(values: Float64Array): number[] {
  const step = Math.max(1, Math.floor(values.length / LOOKED_AT))
  const found: number[] = []
  for (let row = 0; row < values.length; row += step) if (Number.isFinite(values[row])) found.push(values[row]!)
  return found
}

/** Finite numbers between which a grid lies, about the mean of all rows, and how many cells it has inside, at most. */
interface Span {
  readonly low: number
  readonly high: number
  readonly origin: number
  readonly cells: number
}

/** Cells of equal width; undefined where there can be none. */
export function gridByWidth({ low, high, origin, cells }: Span): Grid | undefined {
  const scale = cells / (high - low)
  if (!(scale > 0 && Number.isFinite(scale))) return undefined
  return { by: 'width', low, origin, scale, bits: 0, shift: 0, size: cells + 2 }
}

/** Cells by the upper bits of the numbers, so of about equal ratio. @param span above 0 */
export function gridByRatio({ low, high, origin, cells }: Span): Grid {
  const [from, to] = [upperBits(low), upperBits(high)]
  const shift = Math.max(0, Math.ceil(Math.log2((to - from + 1) / cells)))
  const bits = (from >> shift) << shift
  return { by: 'ratio', low: fromUpperBits(bits), origin, scale: 0, bits, shift, size: ((to - bits) >> shift) + 3 }
}

/** But for a few at either end: an outlier must not widen the cells. */
function spanOf(looked: Float64Array): Span {
  const outside = Math.floor(looked.length * OUTSIDE)
  const origin = looked.reduce((mean, value) => mean + value / looked.length, 0)
  return { low: looked[outside]!, high: looked[looked.length - 1 - outside]!, origin, cells: CELLS }
}

/** Cells that hold some of the values, which are in order. */
function cellsWith(looked: Float64Array, grid: Grid): number {
  let cells = 0
  let before = -1
  for (const value of looked) {
    const cell = cellIn(grid, value)
    if (cell !== before) cells++
    before = cell
  }
  return cells
}

/** The cell of a finite value. The loops over all rows say the same without a call. */
function cellIn({ by, low, scale, bits, shift, size }: Grid, value: number): number {
  const place = by === 'width' ? (value - low) * scale : (upperBits(value) - bits) / 2 ** shift
  return place >= 0 ? Math.min(size - 1, 1 + Math.floor(place)) : 0
}

/** How far above `low` a cell starts. */
export function startOf({ by, low, scale, bits, shift }: Grid, cell: number): number {
  return by === 'width' ? (cell - 1) / scale : fromUpperBits(bits + ((cell - 1) << shift)) - low
}

const float = new Float64Array(1)
const halves = new Int32Array(float.buffer)
/** Which half of a number's bytes is the upper depends on the machine. */
export const UPPER = new Uint8Array(Int32Array.of(1).buffer)[0] === 1 ? 1 : 0

/** Ordered as the positive numbers are; below 0 for the negative ones. */
function upperBits(value: number): number {
  float[0] = value
  return halves[UPPER]!
}

function fromUpperBits(bits: number): number {
  halves[UPPER] = bits
  halves[1 - UPPER] = 0
  return float[0]!
}
