import { count } from '../count.ts'
import { LOGGED_TIME } from '../data/dated-rows.ts'

const DAY = 86_400_000

/** Fewer groups tell too little of how days differ. */
const LEAST_GROUPS = 10

/** Which rows of the holdout belong together: those of a day where the config says nothing else, as drift takes them. */
export function holdoutGroup<G>(group: G | undefined): G | { readonly time: string; readonly every: number } {
  return group ?? { time: LOGGED_TIME, every: DAY }
}

/**
 * Why nobody can win on a holdout of so many groups of rows; undefined where somebody can.
 *
 * @param unit what rows are grouped by: days where the config says nothing else
 * @example
 * whyTooFew(6, 'day') // 'the holdout has rows of 6 days, expected at least 10, so 4 days are missing: make `retrain.holdout` longer'
 */
export function whyTooFew(groups: number, unit: 'day' | 'group'): string | undefined {
  if (groups >= LEAST_GROUPS) return undefined
  const there = unit === 'day' ? `rows of ${count(groups, 'day')}` : `${count(groups, 'group')} of rows`
  const missing = LEAST_GROUPS - groups
  return `the holdout has ${there}, expected at least ${LEAST_GROUPS}, so ${count(missing, unit)} ${missing === 1 ? 'is' : 'are'} missing: make \`retrain.holdout\` longer`
}
