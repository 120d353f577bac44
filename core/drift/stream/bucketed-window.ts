/** Buckets of one size, oldest first: the sum of the values in each, and of their squared gaps to its mean. */
interface Row {
  readonly sums: number[]
  readonly squares: number[]
}

/** A window over the newest values of a stream, of which only sums over buckets of 1, 2, 4, … values are kept. */
export interface BucketedWindow {
  /** Row r holds buckets of 2^r values; the last row the oldest. */
  readonly rows: Row[]
  width: number
  sum: number
  /** Squared gaps to the mean, added up. */
  squares: number
}

/**
 * A window without values.
 *
 * @see Datar, Gionis, Indyk & Motwani 2002, doi:10.1137/S0097539701398363 (exponential histograms)
 * @example
 * emptyWindow().width // 0
 */
export function emptyWindow(): BucketedWindow {
  return { rows: [{ sums: [], squares: [] }], width: 0, sum: 0, squares: 0 }
}

/**
 * Adds the next value, and merges the two oldest buckets of a size where there are too many of it.
 *
 * Time O(1) on average, memory O(log values).
 *
 * @param most buckets of one size
 */
export function addValue(window: BucketedWindow, value: number, most: number): void {
  window.rows[0]!.sums.push(value)
  window.rows[0]!.squares.push(0)
  const before = window.width++
  if (before > 0) window.squares += joined(before, window.sum, 1, value)
  window.sum += value
  for (let r = 0; window.rows[r]!.sums.length > most; r++) {
    window.rows[r + 1] ??= { sums: [], squares: [] }
    const size = 2 ** r
    const [first, second] = window.rows[r]!.sums.splice(0, 2) as [number, number]
    const [ofFirst, ofSecond] = window.rows[r]!.squares.splice(0, 2) as [number, number]
    window.rows[r + 1]!.sums.push(first + second)
    window.rows[r + 1]!.squares.push(ofFirst + ofSecond + joined(size, first, size, second))
  }
}

/**
 * Forgets the oldest bucket.
 *
 * @param window of more values than one bucket
 */
export function dropOldest(window: BucketedWindow): void {
  const last = window.rows.length - 1
  const size = 2 ** last
  const sum = window.rows[last]!.sums.shift()!
  const squares = window.rows[last]!.squares.shift()!
  window.width -= size
  window.sum -= sum
  window.squares -= squares + joined(size, sum, window.width, window.sum)
  if (window.rows[last]!.sums.length === 0) window.rows.pop()
}

/**
 * By how much the squared gaps of two groups together exceed those of each by itself.
 *
 * @param n values of one group, with the sum `a`
 * @param m values of the other, with the sum `b`
 * @see Chan, Golub & LeVeque 1983, doi:10.1080/00031305.1983.10483115
 */
function joined(n: number, a: number, m: number, b: number): number {
  return (n * m * (a / n - b / m) ** 2) / (n + m)
}
