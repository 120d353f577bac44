import type { Model } from '../config.ts'
import { count } from '../count.ts'
import { kindOf } from './evidence.ts'
import type { PastTraining } from './past-training.ts'

/** A training that there is a reason for, and what came of those before. */
export interface WantedTraining {
  readonly retrain: Model['retrain']
  /** As `evidenceName` gives it. */
  readonly evidence: string
  /** Earlier ones of this model, oldest first. */
  readonly events: readonly PastTraining[]
  /** The pull request that is open with a challenger; undefined where there is none, or nobody can see it. */
  readonly pull: { readonly number: number } | undefined
  /** Why nobody wants to hear of the drift. */
  readonly muted: string | undefined
  /** A person has asked for this model. */
  readonly asked: boolean
  /** A person has said that neither cooldown nor an earlier try counts. */
  readonly force: boolean
  readonly now: Date
}

/**
 * Why a model is not trained anew now, whoever begins it: the config, an issue that a person has muted, a pull request
 * that waits or was opened for the same, the time since the last training, or what a month may cost. Who asks passes
 * `when`, what is muted and a pull request for another reason; who asks by force all but the budget. A month is one of
 * the calendar, in UTC.
 *
 * @returns as a sentence; undefined where it may be
 */
export function whyNoTraining(wanted: WantedTraining): string | undefined {
  const { asked, force, now, retrain } = wanted
  if (retrain === undefined) return NOT_SET
  if (!asked && !force && retrain.when === 'never') return ONLY_PEOPLE
  const held = force ? undefined : (mutedFor(wanted) ?? proposed(wanted, retrain) ?? tooSoon(wanted, retrain))
  return held ?? tooMuch(retrain.budget, wanted.events, now)
}

/** Of a model that nothing but a person trains anew. */
export const ONLY_PEOPLE = '`retrain.when` is `never`, so a person has to start it'

/** Of a model whose config says nothing of it. */
export const NOT_SET = '`retrain` is not set for this model, so a person has to train it anew'

type Retrain = NonNullable<Model['retrain']>

/** What is muted is drift: a schedule goes on. */
function mutedFor({ asked, evidence, muted }: WantedTraining): string | undefined {
  const kind = kindOf(evidence)
  return !asked && (kind === 'performance' || kind === 'inputs') ? muted : undefined
}

function proposed({ asked, events, evidence, pull }: WantedTraining, { when }: Retrain): string | undefined {
  const same = events.findLast((event) => event.evidence === evidence && event.pull !== null)
  const waits = pull !== undefined && (same?.pull === pull.number || (!asked && when !== 'schedule'))
  if (waits) return `#${pull.number} waits with a challenger already`
  return same && `#${same.pull} was opened for the same reason on ${same.at.slice(0, 10)}`
}

function tooSoon({ events, now }: WantedTraining, { cooldown }: Retrain): string | undefined {
  const last = events.at(-1)
  if (last === undefined || isUnfinished(last, events)) return undefined
  const end = Date.parse(last.at) + cooldown
  if (end <= now.getTime()) return undefined
  return `the last training was begun at ${minute(Date.parse(last.at))}, and \`retrain.cooldown\` lasts until ${minute(end)} UTC`
}

/** One that has won and got no pull request goes on where it stopped, unless another at the same time has proposed the same. */
function isUnfinished({ evidence, outcome, pull }: PastTraining, events: readonly PastTraining[]): boolean {
  const proposed = events.some((event) => event.evidence === evidence && event.pull !== null)
  return outcome === 'pass' && pull === null && !proposed
}

function tooMuch(budget: Retrain['budget'], events: readonly PastTraining[], now: Date): string | undefined {
  const month = now.toISOString().slice(0, 7)
  const inMonth = events.filter(({ at }) => new Date(at).toISOString().startsWith(month))
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
