import type { Model } from '../config.ts'
import { count } from '../count.ts'
import type { RetrainEvent } from '../ledger/event.ts'

/** What a retraining would be begun for, and what came of those before. */
export interface RetrainingAsked {
  readonly retrain: Model['retrain']
  /** As the ledger keeps it: the same is not brought up twice. */
  readonly evidence: string
  /** Of this model, oldest first. */
  readonly retrainings: readonly RetrainEvent[]
  /** The pull request that is open with a challenger. */
  readonly pull: { readonly number: number } | undefined
  readonly now: Date
}

/**
 * Why a model is not trained anew now: the config, a pull request that waits or was closed, the time since the last
 * training, or what a month may cost. A month is one of the calendar, in UTC.
 *
 * @returns as a sentence; undefined where it may be
 */
export function whyNoRetraining({ evidence, now, pull, retrain, retrainings }: RetrainingAsked): string | undefined {
  if (retrain === undefined) return '`retrain` is not set for this model, so a person has to train it anew'
  if (retrain.when === 'never') return '`retrain.when` is `never`, so a person has to start it'
  const same = retrainings.filter((event) => event.evidence === evidence)
  const proposed = same.findLast((event) => event.pull !== null)?.pull
  if (pull !== undefined && (proposed === pull.number || retrain.when !== 'schedule'))
    return `#${pull.number} waits with a challenger already`
  if (pull === undefined && proposed !== undefined && proposed !== null)
    return `#${proposed} was begun for the same reason, and is not open any more`
  return tooSoon(retrain, retrainings, now) ?? tooMuch(retrain.budget, retrainings, now)
}

type Retrain = NonNullable<Model['retrain']>

function tooSoon({ cooldown }: Retrain, retrainings: readonly RetrainEvent[], now: Date): string | undefined {
  const last = Math.max(...retrainings.map(({ at }) => Date.parse(at)))
  if (last + cooldown <= now.getTime() || !Number.isFinite(last)) return undefined
  return `the last training was begun at ${minute(last)}, and \`retrain.cooldown\` lasts until ${minute(last + cooldown)} UTC`
}

function tooMuch(budget: Retrain['budget'], retrainings: readonly RetrainEvent[], now: Date): string | undefined {
  const month = now.toISOString().slice(0, 7)
  const inMonth = retrainings.filter(({ at }) => new Date(at).toISOString().startsWith(month))
  const minutes = inMonth.reduce((sum, event) => sum + event.minutes, 0)
  const used =
    inMonth.length >= budget.runs
      ? `${count(inMonth.length, 'training')} of ${budget.runs} in \`retrain.budget.runs\``
      : minutes >= budget.minutes
        ? `${Math.round(minutes)} of ${budget.minutes} minutes in \`retrain.budget.minutes\``
        : undefined
  return used === undefined ? undefined : `the budget of ${month} is used up: ${used}`
}

/** `2026-03-01 06:00` */
function minute(time: number): string {
  return new Date(time).toISOString().slice(0, 16).replace('T', ' ')
}
