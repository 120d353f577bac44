/** The share of each bin or category; the bins of two samples are in one order. */
export type Shares = Float64Array

/**
 * The shares that counts make of their sum.
 *
 * @param counts rows of each bin, ≥ 0 and not all 0; not modified
 * @param options.added rows added to every bin, so that none is empty: with ½ the logarithms of PSI and KL stay finite
 * @returns shares ≥ 0 with the sum 1
 * @throws {RangeError} if there is no row at all
 * @see the half: Krichevsky & Trofimov 1981, doi:10.1109/TIT.1981.1056331
 * @example
 * sharesOf([1, 3, 0]) // [0.25, 0.75, 0]
 */
export function sharesOf(counts: ArrayLike<number>, { added = 0 } = {}): Shares {
  const shares = Float64Array.from(counts, (count) => count + added)
  const total = shares.reduce((sum, count) => sum + count, 0)
  if (!(total > 0)) throw new RangeError('Unexpected bins without rows, expected 1 row or more')
  return shares.map((count) => count / total)
}
