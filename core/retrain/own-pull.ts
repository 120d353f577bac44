import type { RetrainingPull } from './pull-rules.ts'

/** The first line of the text of a pull request of ours, which GitHub does not show. */
export const PULL_MARK = '<!-- contender:retraining -->'

/** A pull request from a branch of retraining of the repository itself, whoever opened it. */
export interface BranchPull extends RetrainingPull {
  /** Login; undefined where the account is gone. */
  readonly author: string | undefined
  readonly body: string
  /** Undefined while it is open. */
  readonly closedAt: Date | undefined
  /** Its newest commit; of one that is closed, as it was then. */
  readonly head: string
}

/**
 * Whether we opened a pull request: one of our accounts did, and its text begins with our mark. Neither is enough: anybody
 * can copy a mark, and a person whose token we write with may open one of their own.
 *
 * @param authors logins that write with our tokens
 * @example
 * isOwnPull({ author: 'mallory', body: '<!-- contender:retraining -->' }, ['contender[bot]']) // false
 */
export function isOwnPull({ author, body }: Pick<BranchPull, 'author' | 'body'>, authors: readonly string[]): boolean {
  return author !== undefined && authors.includes(author) && body.startsWith(PULL_MARK)
}
