import type { Drift } from '../../core/artifacts/drift.ts'
import type { Model } from '../../core/config.ts'
import { codeSpan } from '../code-span.ts'

/** What the run that made a report does about it, as far as a config says. */
export interface Responding {
  /** Whether this run opens and closes issues, and tells owners. */
  readonly responds: boolean
  /** Why it cannot reach the issues, though it is to; undefined where it can. */
  readonly unreached?: string | undefined
  /** Undefined where the model has no `retrain`. */
  readonly when: NonNullable<Model['retrain']>['when'] | undefined
  /** The stage that a rollback would give back, where the version before was looked at. */
  readonly stage?: string | undefined
}

/** What is known of a config where only `drift.json` is at hand. */
export const NOT_RESPONDING: Responding = { responds: false, when: undefined }

/** Whether the model is trained anew or rolled back, and how that is begun. */
export function sayTraining({ model, retrain }: Drift, { responds, stage, unreached, when }: Responding): string {
  const command = codeSpan(`contender retrain --model ${model}`)
  if (retrain === null) {
    const back = codeSpan(['contender registry rollback', model, ...(stage === undefined ? [] : [stage])].join(' '))
    const other = responds && unreached === undefined ? ', or the comment that the issue shows' : ''
    return `Roll back rather than retrain: the version before does better on the same rows. Nothing rolls back by itself: ${back} does it${other}.`
  }
  if (when === undefined)
    return `A retraining is due. \`retrain\` is not set for this model in \`contender.yml\`: train it by hand, or set it and run ${command}.`
  if (when === 'never')
    return `A retraining is due, and \`retrain.when\` is \`never\`: a person begins it, by ${command}.`
  return `A retraining is due: ${command} trains a challenger, unless its cooldown, its budget or a pull request that is open says otherwise.`
}

/** Who hears of it. */
export function sayTelling({ responds, unreached }: Responding): string {
  if (unreached !== undefined) return `This run opens no issue: ${unreached}.`
  return responds
    ? 'One issue for this model is opened or brought up to date, unless somebody has muted it, and closed when it heals.'
    : 'This run tells nobody: with `--respond` one issue for the model is opened or brought up to date, and closed when it heals.'
}
