import { gammaln } from 'simple-statistics'
import { criticalValue } from './interval.ts'
import { normalCdf } from './normal.ts'

export interface McNemar {
  /** χ² with one degree of freedom, without continuity correction, and its p-value. */
  readonly chi2: number
  readonly pChi2: number
  /** The same with Edwards' continuity correction. */
  readonly chi2Corrected: number
  readonly pChi2Corrected: number
  /** Two-sided binomial p-value: never above its level, somewhat cautious. */
  readonly pExact: number
  /** Half the weight on the observed count: closer to its level on average. */
  readonly pMid: number
}

/**
 * McNemar's test: do two models on the same rows err equally often? Only the rows on which exactly
 * one of them is right say anything.
 *
 * Without such rows every p-value is 1. Time O(min(b, c)).
 *
 * @param onlyFirst rows that only the first model has right, b
 * @param onlySecond rows that only the second has right, c
 * @see McNemar 1947, doi:10.1007/BF02295996; Edwards 1948, doi:10.1007/BF02289261; mid-p: Fagerland
 *   et al. 2013, doi:10.1186/1471-2288-13-91
 * @example
 * mcnemar(86, 150).pExact // 3.715936e-5
 */
export function mcnemar(onlyFirst: number, onlySecond: number): McNemar {
  const n = onlyFirst + onlySecond
  if (n === 0) return { chi2: 0, pChi2: 1, chi2Corrected: 0, pChi2Corrected: 1, pExact: 1, pMid: 1 }
  const gap = Math.abs(onlyFirst - onlySecond)
  const chi2 = gap ** 2 / n
  const chi2Corrected = Math.max(0, gap - 1) ** 2 / n
  const fewer = Math.min(onlyFirst, onlySecond)
  const exact = 2 * halfBinomialCdf(fewer, n)
  const pMid = onlyFirst === onlySecond ? 1 - halfBinomial(fewer, n) : exact - halfBinomial(fewer, n)
  return {
    chi2,
    pChi2: chiSquareOneTail(chi2),
    chi2Corrected,
    pChi2Corrected: chiSquareOneTail(chi2Corrected),
    pExact: Math.min(1, exact),
    pMid,
  }
}

/**
 * The difference of two accuracies on the same rows, first minus second, with its Wald interval.
 *
 * @param rows all rows, n ≥ onlyFirst + onlySecond
 * @see Agresti 2013, Categorical Data Analysis, 3rd ed., 11.1.1
 * @example
 * accuracyDifference({ onlyFirst: 150, onlySecond: 86, rows: 1600 }) // { difference: 0.04, ci: [0.021284, 0.058716] }
 */
export function accuracyDifference({
  onlyFirst,
  onlySecond,
  rows,
  level = 0.95,
}: {
  onlyFirst: number
  onlySecond: number
  rows: number
  level?: number
}): { difference: number; ci: [lo: number, hi: number] } {
  const gap = onlyFirst - onlySecond
  const difference = gap / rows
  const half = (criticalValue(Infinity, level) * Math.sqrt(onlyFirst + onlySecond - gap ** 2 / rows)) / rows
  return { difference, ci: [difference - half, difference + half] }
}

/** P(χ² with one degree of freedom > x). */
function chiSquareOneTail(x: number): number {
  return 2 * normalCdf(-Math.sqrt(x))
}

/** P(X = k) of a binomial with n trials of probability ½. */
function halfBinomial(k: number, n: number): number {
  return Math.exp(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1) - n * Math.LN2)
}

/** P(X ≤ k), for k ≤ n / 2: from k downwards until the terms no longer count. */
function halfBinomialCdf(k: number, n: number): number {
  let term = halfBinomial(k, n)
  let sum = term
  for (let i = k; i >= 1 && term > 1e-17 * sum; i--) {
    term *= i / (n - i + 1)
    sum += term
  }
  return sum
}
