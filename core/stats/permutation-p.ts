/**
 * The p-value of a permutation test: the observed arrangement counts as one of the permutations, so
 * it is never 0 and never too small.
 *
 * @param asExtreme permutations whose statistic was at least as extreme as the observed one
 * @param permutations all permutations drawn
 * @returns a probability in (0, 1]
 * @see Phipson & Smyth 2010, doi:10.2202/1544-6115.1585
 * @example
 * permutationP(0, 999) // 0.001
 */
export function permutationP(asExtreme: number, permutations: number): number {
  return (asExtreme + 1) / (permutations + 1)
}
