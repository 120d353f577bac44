import { RETRAINING } from '../ledger/branch.ts'
import { isFork } from './pull-request.ts'

/** A pull request, by who opened it and where its branch is. */
export interface OpenedPull {
  /** Login; undefined where the account is gone. */
  readonly author: string | undefined
  readonly headBranch: string
  /** `owner/name`; undefined where that repository is gone. */
  readonly headRepository: string | undefined
}

/**
 * The model that a pull request was opened to retrain: only the App opens such ones, from branches of the repository
 * itself. The name of a branch alone says nothing, for whoever may push chooses it.
 *
 * @param us login of the App, and `owner/name` of the repository
 * @returns undefined for any other pull request
 * @example
 * retrainedModel({ author: 'contender[bot]', headBranch: 'contender/retrain/delay', headRepository: 'acme/models' }, us) // 'delay'
 */
export function retrainedModel(
  { author, headBranch, headRepository }: OpenedPull,
  us: { readonly login: string; readonly repository: string },
): string | undefined {
  const isOurs = author === us.login && !isFork({ headRepository }, us.repository)
  return isOurs && headBranch.startsWith(RETRAINING) ? headBranch.slice(RETRAINING.length) : undefined
}
