/** Bins of equal width. */
export interface Bins {
  readonly low: number
  readonly width: number
  readonly count: number
}

/** Bins that a small picture tells apart. */
const MOST = 40

/**
 * At most 40 bins from one number to another, between numbers that people count in: multiples of 1, 2 or 5 times a power of ten.
 * A number that is such a multiple begins a bin, so whole numbers are not spread unevenly.
 *
 * @param from at most `to`; both finite
 * @param step of which all numbers are multiples, so that each bin holds as many of them; 0 where there is none
 * @returns one bin of no width where both are the same; undefined where their bins could not be told apart
 * @example
 * niceBins(0.3, 99.2, 0) // { low: 0, width: 5, count: 20 }
 */
export function niceBins(from: number, to: number, step: number): Bins | undefined {
  if (from === to) return { low: from, width: 0, count: 1 }
  const range = to - from
  if (!Number.isFinite(range)) return undefined
  const nice = niceAbove(range / (MOST - 2))
  const width = step > 0 ? step * Math.ceil(nice / step - NEAR) : nice
  const [first, last] = [Math.floor(from / width + NEAR), Math.floor(to / width + NEAR)]
  const low = clean(first * width)
  const count = last - first + 1
  // Numbers so near to each other, for their size, that a float holds no edge between them.
  return count <= MOST && low + width > low && to + width > to ? { low, width, count } : undefined
}

/** The bin of a number; what lies beyond either end is in the bin there. */
export function binOf({ count, low, width }: Bins, value: number): number {
  const place = width === 0 ? 0 : Math.floor((value - low) / width + NEAR)
  return Math.min(count - 1, Math.max(0, place))
}

/** 0.3 / 0.1 is a little less than 3. */
const NEAR = 1e-9

/** Without what a product of decimal numbers is off: 0.3, not 0.30000000000000004. */
export function clean(value: number): number {
  return Number(value.toPrecision(15))
}

function niceAbove(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width))
  return [1, 2, 5, 10].map((times) => times * power).find((nice) => nice >= width)!
}
