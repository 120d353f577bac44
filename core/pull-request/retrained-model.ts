import type { Model } from '../config.ts'
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

/** Who opens pull requests of retraining, and where. */
interface Us {
  readonly login: string
  /** `owner/name` */
  readonly repository: string
  readonly models: readonly Pick<Model, 'name' | 'retrain'>[]
}

/**
 * The model that a pull request was opened to retrain: only the App opens such ones, or the one that the model's
 * `retrain.app` names for it, from branches of the repository itself. The name of a branch alone says nothing, for whoever may
 * push chooses it.
 *
 * @param us login of the App, `owner/name` of the repository, and its models by the base branch, never by the change
 * @returns undefined for any other pull request
 * @example
 * retrainedModel({ author: 'contender[bot]', headBranch: 'contender/retrain/delay', headRepository: 'acme/models' }, { login: 'contender[bot]', repository: 'acme/models', models: [] }) // 'delay'
 */
export function retrainedModel(
  { author, headBranch, headRepository }: OpenedPull,
  { login, models, repository }: Us,
): string | undefined {
  if (author === undefined || !headBranch.startsWith(RETRAINING) || isFork({ headRepository }, repository))
    return undefined
  const name = headBranch.slice(RETRAINING.length)
  const app = models.find((model) => model.name === name)?.retrain?.app
  return author === login || (app !== undefined && author === `${app}[bot]`) ? name : undefined
}
