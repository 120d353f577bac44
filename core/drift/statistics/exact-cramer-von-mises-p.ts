import { greatestCommonDivisor } from '../../stats/greatest-common-divisor.ts'

/**
 * The exact p-value of the two-sample Cramér–von Mises statistic, for samples without ties: every path from (0, 0) to
 * (n, m) is one order of the rows, and its statistic the sum of its squared distances from the diagonal.
 *
 * Time and memory grow with the number of different sums: for 20 rows a side or fewer.
 *
 * @param n rows ≥ 1
 * @param m rows ≥ 1
 * @param u n Σ (rank − i)² + m Σ (rank − j)², as Anderson has it
 * @returns the share of orders whose statistic is at least as large
 * @see Xiao, Gordon & Yakovlev 2007, doi:10.18637/jss.v017.i08; values from SciPy 1.17 cramervonmises_2samp
 * @example
 * exactCramerVonMisesP(3, 3, 81) // 0.1
 */
export function exactCramerVonMisesP(n: number, m: number, u: number): number {
  const lcm = (n * m) / greatestCommonDivisor(n, m)
  const [stepN, stepM] = [lcm / n, lcm / m]
  const least = Math.floor((lcm ** 2 * (n + m) * (6 * u - n * m * (4 * n * m - 1))) / (6 * (n * m) ** 2))
  /** For each number of reference rows taken, how many orders have each sum of squares. */
  let column: Map<number, number>[] = []
  for (let j = 0; j <= m; j++) {
    const next: Map<number, number>[] = []
    for (let i = 0; i <= n; i++) {
      const square = (stepN * i - stepM * j) ** 2
      const orders = new Map<number, number>(i === 0 && j === 0 ? [[0, 1]] : [])
      for (const from of [next[i - 1], column[i]]) {
        for (const [sum, count] of from ?? []) orders.set(sum + square, (orders.get(sum + square) ?? 0) + count)
      }
      next.push(orders)
    }
    column = next
  }
  let [all, extreme] = [0, 0]
  for (const [sum, count] of column[n]!) {
    all += count
    if (sum >= least) extreme += count
  }
  return extreme / all
}
