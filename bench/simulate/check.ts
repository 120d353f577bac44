import { binomialProbability } from '../../core/stats/binomial-probability.ts'

/** How often something happened. */
export interface Rate {
  hits: number
  of: number
}

/** A rate and where it must lie. */
export interface Check {
  readonly what: string
  readonly rate: Rate
  readonly lowest: number
  readonly highest: number
}

export function noRate(): Rate {
  return { hits: 0, of: 0 }
}

/** Counts one more trial. */
export function count(rate: Rate, happened: boolean): void {
  rate.of++
  if (happened) rate.hits++
}

/** Standard error of an observed share when the truth is `share`. */
export function monteCarloError({ of }: Rate, share: number): number {
  return Math.sqrt((share * (1 - share)) / of)
}

/**
 * The largest share that so few hits still allow, by 95 %: with none of 300 it is 1 %.
 *
 * @see Clopper & Pearson 1934, doi:10.1093/biomet/26.4.404
 */
export function atMost({ hits, of }: Rate): number {
  if (hits === of) return 1
  let [low, high] = [hits / of, 1]
  for (let step = 0; step < 40; step++) {
    const share = (low + high) / 2
    let soFew = 0
    for (let k = 0; k <= hits; k++) soFew += binomialProbability(k, of, share)
    if (soFew > 0.05) low = share
    else high = share
  }
  return high
}

/** Within the bounds, give or take three Monte Carlo errors. */
export function holds({ rate, lowest, highest }: Check): boolean {
  const share = rate.hits / rate.of
  return share >= lowest - 3 * monteCarloError(rate, lowest) && share <= highest + 3 * monteCarloError(rate, highest)
}

/** `94.8 %`, with a mark where it is out of bounds. */
export function show(check: Check): string {
  const share = ((100 * check.rate.hits) / check.rate.of).toFixed(1)
  return holds(check) ? share : `**${share}**`
}
