import { argsort } from '../metrics/argsort.ts'

/** A rising function, straight between its thresholds and level outside of them. */
export interface Isotonic {
  /** Ascending, each once. */
  readonly thresholds: Float64Array
  /** Its value at each threshold, never falling. */
  readonly values: Float64Array
}

/**
 * Isotonic regression: the never-falling function that is nearest to the points in weighted squares, by pooling adjacent
 * violators. Points of one x count as one, with their mean y. Inner points of a level stretch are left out.
 *
 * Time O(n log n) to sort, O(n) where the order is given; memory O(n).
 *
 * @param x n ≥ 1 numbers without NaN; not modified
 * @param y a number each
 * @param weights ≥ 0; points that weigh nothing are left out. Undefined: all weigh the same
 * @param order positions by x, lowest first; it may leave some out
 * @throws {RangeError} if no point weighs anything
 * @see Barlow, Bartholomew, Bremner & Brunk 1972, Statistical Inference under Order Restrictions; values from
 *   scikit-learn 1.9 `IsotonicRegression`
 * @example
 * isotonic({ x: Float64Array.of(1, 2, 3, 4), y: Float64Array.of(0, 2, 1, 3) }) // { thresholds: [1, 2, 3, 4], values: [0, 1.5, 1.5, 3] }
 */
export function isotonic({
  x,
  y,
  weights,
  order = argsort(x),
}: {
  readonly x: Float64Array
  readonly y: ArrayLike<number>
  readonly weights?: Float64Array | undefined
  readonly order?: Uint32Array
}): Isotonic {
  const blocks = poolViolators(x, y, weights, order)
  if (blocks.count === 0) throw new RangeError('Unexpected points without weight, expected at least one to fit to')
  const thresholds = new Float64Array(2 * blocks.count)
  const values = new Float64Array(2 * blocks.count)
  let kept = 0
  const keep = (threshold: number, value: number) => {
    thresholds[kept] = threshold
    values[kept++] = value
  }
  for (let block = 0; block < blocks.count; block++) {
    const value = blocks.sums[block]! / blocks.weights[block]!
    keep(blocks.first[block]!, value)
    if (blocks.last[block]! > blocks.first[block]!) keep(blocks.last[block]!, value)
  }
  return { thresholds: thresholds.slice(0, kept), values: values.slice(0, kept) }
}

/**
 * The function's value at each x. Time O(n log thresholds).
 *
 * @param x numbers without NaN
 * @example
 * applyIsotonic({ thresholds: Float64Array.of(0, 1), values: Float64Array.of(0.2, 0.4) }, Float64Array.of(-1, 0.5, 2)) // [0.2, 0.3, 0.4]
 */
export function applyIsotonic({ thresholds, values }: Isotonic, x: Float64Array): Float64Array {
  const found = new Float64Array(x.length)
  const last = thresholds.length - 1
  for (let row = 0; row < x.length; row++) {
    const here = x[row]!
    if (here <= thresholds[0]!) found[row] = values[0]!
    else if (here >= thresholds[last]!) found[row] = values[last]!
    else {
      const above = firstAtLeast(thresholds, here)
      const slope = (values[above]! - values[above - 1]!) / (thresholds[above]! - thresholds[above - 1]!)
      found[row] = slope * (here - thresholds[above - 1]!) + values[above - 1]!
    }
  }
  return found
}

function firstAtLeast(ascending: Float64Array, value: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! >= value) high = middle
    else low = middle + 1
  }
  return low
}

/** Blocks of points that share one value: where each begins and ends, its weight and its weighted sum of y. */
interface Blocks {
  count: number
  readonly first: Float64Array
  readonly last: Float64Array
  readonly weights: Float64Array
  readonly sums: Float64Array
}

function poolViolators(
  x: Float64Array,
  y: ArrayLike<number>,
  weights: Float64Array | undefined,
  order: Uint32Array,
): Blocks {
  const n = order.length
  const [first, last] = [new Float64Array(n), new Float64Array(n)]
  const blocks: Blocks = { count: 0, first, last, weights: new Float64Array(n), sums: new Float64Array(n) }
  for (let start = 0, end = 0; start < n; start = end) {
    const here = x[order[start]!]!
    let weight = 0
    let sum = 0
    for (end = start; end < n && x[order[end]!] === here; end++) {
      const own = weights === undefined ? 1 : weights[order[end]!]!
      weight += own
      sum += own * y[order[end]!]!
    }
    if (weight > 0) addPoint(blocks, here, weight, sum)
  }
  return blocks
}

function addPoint(blocks: Blocks, here: number, weight: number, sum: number): void {
  let block = blocks.count++
  blocks.first[block] = here
  blocks.last[block] = here
  blocks.weights[block] = weight
  blocks.sums[block] = sum
  while (block > 0 && !(mean(blocks, block - 1) < mean(blocks, block))) {
    block--
    blocks.weights[block]! += blocks.weights[block + 1]!
    blocks.sums[block]! += blocks.sums[block + 1]!
    blocks.last[block] = blocks.last[block + 1]!
  }
  blocks.count = block + 1
}

function mean({ sums, weights }: Blocks, block: number): number {
  return sums[block]! / weights[block]!
}
