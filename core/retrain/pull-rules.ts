import { RETRAINING } from '../ledger/branch.ts'

/** Pull requests of retraining that may be open at once in a repository, over all models. */
const MOST_OPEN = 5

/** Those that may be opened within an hour. */
const MOST_AN_HOUR = 2

/** A pull request from a branch of retraining of the repository itself. */
export interface RetrainingPull {
  readonly number: number
  readonly model: string
  readonly open: boolean
  readonly createdAt: Date
  readonly url: string
}

/**
 * Why no pull request may be opened now: a person who finds twenty of them in the morning reads none.
 *
 * @returns as a sentence goes on; undefined where one may
 * @example
 * whyNoMore([], new Date()) // undefined
 */
export function whyNoMore(pulls: readonly RetrainingPull[], now: Date): string | undefined {
  const open = pulls.filter((pull) => pull.open).length
  if (open >= MOST_OPEN)
    return `${open} pull requests of retraining are open, and ${MOST_OPEN} may be: merge or close one of them`
  const young = pulls.filter(({ createdAt }) => now.getTime() - createdAt.getTime() < 3_600_000).length
  if (young >= MOST_AN_HOUR)
    return `${young} pull requests of retraining were opened within the hour, and ${MOST_AN_HOUR} may be: the next run goes on`
  return undefined
}

/** The branch on which a model's challenger is proposed. */
export function retrainingBranch(model: string): string {
  return `${RETRAINING}${model}`
}
