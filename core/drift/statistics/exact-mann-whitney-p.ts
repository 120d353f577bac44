/**
 * The exact one-sided p-value of Mann and Whitney's U, for samples without ties.
 *
 * Builds the distribution of U from the smaller sample's rows one by one. Time O(n m min(n, m)), memory O(n m).
 *
 * @param n rows ≥ 1
 * @param m rows ≥ 1
 * @param u pairs in which one sample is higher, in [0, n m]
 * @returns P(U ≥ u)
 * @see Mann & Whitney 1947, doi:10.1214/aoms/1177730491; values from SciPy 1.17 mannwhitneyu
 * @example
 * exactMannWhitneyP(3, 3, 9) // 0.05
 */
export function exactMannWhitneyP(n: number, m: number, u: number): number {
  const [few, many] = n < m ? [n, m] : [m, n]
  // U is symmetric: P(U ≥ u) = P(U ≤ n m − u). The shorter side is added up.
  const most = n * m - Math.ceil(u)
  if (most > (n * m) / 2) return 1 - lowerShare(few, many, Math.ceil(u) - 1)
  return lowerShare(few, many, most)
}

/** P(U ≤ most): the shares start at those of no rows against `many`, and take one row more at a time. */
function lowerShare(few: number, many: number, most: number): number {
  if (most < 0) return 0
  const shares = new Float64Array(most + 1)
  shares[0] = 1
  for (let i = 1; i <= few; i++) {
    // Their generating function grows by (1 − q^(many + i)) / (1 − q^i), the ways to order the rows by (many + i) / i.
    for (let u = most; u >= many + i; u--) shares[u]! -= shares[u - many - i]!
    for (let u = i; u <= most; u++) shares[u]! += shares[u - i]!
    for (let u = 0; u <= most; u++) shares[u]! *= i / (many + i)
  }
  return Math.max(
    0,
    shares.reduce((sum, share) => sum + share, 0),
  )
}
