/**
 * Wilson's score interval of a proportion.
 *
 * Holds its level far better than the Wald interval near 0 and 1, and is never empty there.
 *
 * @param share the observed proportion, in [0, 1]
 * @param n number of trials ≥ 0, whole or an effective number; 0 gives [0, 1]
 * @param critical the quantile of the level: 1.96 for 95 % with the normal
 * @returns lower and upper end, in [0, 1]
 * @see Wilson 1927, doi:10.1080/01621459.1927.10502953
 * @example
 * wilsonInterval(0.8, 10, 1.959964) // [0.4902, 0.9433]
 */
export function wilsonInterval(share: number, n: number, critical: number): [lo: number, hi: number] {
  if (n === Infinity) return [share, share]
  const z2 = critical * critical
  const middle = n * share + z2 / 2
  const half = critical * Math.sqrt(n * share * (1 - share) + z2 / 4)
  return [Math.max(0, (middle - half) / (n + z2)), Math.min(1, (middle + half) / (n + z2))]
}
