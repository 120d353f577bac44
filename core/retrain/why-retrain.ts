import type { ModelConfig } from '../config/schema.ts'
import { formatCount } from '../format-number.ts'
import type { RetrainEvent } from '../ledger/event.ts'

/** The newest word on how a model does in production. */
export interface Evidence {
  /** `drift`: its performance is shown to be worse than it may be; `stable`: it is not. */
  readonly performance: 'insufficient' | 'stable' | 'watch' | 'drift' | null
  readonly window: { readonly from: string; readonly to: string } | null
  /** Versions that answered in it. */
  readonly versions: readonly string[]
  /** Start of the first of the windows in which it has been like this. */
  readonly since: string | null
  readonly because: readonly string[]
  /** Why the window itself asks for a training, and by what name that is known. */
  readonly asks?: { readonly evidence: string; readonly because: string } | null | undefined
}

export interface RetrainTask {
  readonly retrain: NonNullable<ModelConfig['retrain']>
  readonly evidence: Evidence | undefined
  /** Earlier ones of this model, oldest first. */
  readonly events: readonly RetrainEvent[]
  readonly now: Date
  /** What whoever watches production begins it for. */
  readonly begun?: { readonly evidence: string; readonly because: string } | undefined
  /** A person has asked for this model. */
  readonly asked: boolean
  /** Why, in the words of whoever asked. */
  readonly reason?: string | undefined
  /** A person has said that neither cooldown nor an earlier try counts. */
  readonly force: boolean
  /** End of the holdout: what is new to a model that is trained by schedule. */
  readonly until: Date
}

/** Whether to train: on what evidence and why, or why not. */
export type WhyRetrain =
  | { readonly go: true; readonly evidence: string; readonly because: string }
  | { readonly go: false; readonly because: string; readonly healed: boolean }

/**
 * Decides whether a model is trained anew. The budget holds for everybody; a cooldown for all who do not ask by force;
 * `when` for those who ask for no model in particular.
 */
export function whyRetrain(task: RetrainTask): WhyRetrain {
  const { asked, begun, events, evidence, force, now, reason, retrain, until } = task
  const healed = evidence?.performance === 'stable'
  const no = (because: string) => ({ go: false, because, healed }) as const
  const why = begun ?? reasonOf(evidence, { asked, force, until, when: retrain.when, now, reason })
  if (why === undefined)
    return no(retrain.when === 'never' ? ONLY_PEOPLE : `${sayEvidence(evidence)}, and it is retrained after a breach`)
  const proposed = events.findLast((event) => event.evidence === why.evidence && event.pull !== null)
  if (!force && proposed !== undefined)
    return no(`pull request #${proposed.pull} was opened for the same reason on ${proposed.at}`)
  const last = events.at(-1)
  // One that has won and got no pull request goes on where it stopped.
  const open = last?.outcome === 'pass' && last.pull === null
  const rested = last === undefined ? Number.POSITIVE_INFINITY : now.getTime() - Date.parse(last.at)
  if (!force && !open && rested < retrain.cooldown) {
    const end = new Date(Date.parse(last!.at) + retrain.cooldown).toISOString()
    return no(`it was trained anew on ${last!.at}, and the cooldown lasts until ${end}`)
  }
  const spent = overBudget(events, retrain.budget, now)
  return spent === undefined ? { go: true, ...why } : no(spent)
}

const ONLY_PEOPLE = 'only a person starts it (`retrain.when: never`): name it with --model'

function reasonOf(
  evidence: Evidence | undefined,
  {
    asked,
    force,
    now,
    reason,
    until,
    when,
  }: Pick<RetrainTask, 'asked' | 'force' | 'now' | 'reason' | 'until'> & { readonly when: string },
): { readonly evidence: string; readonly because: string } | undefined {
  const breach = evidence?.performance === 'drift' && evidence.window !== null ? evidence : undefined
  if (force) return { evidence: `asked ${now.toISOString()}`, because: reason ?? 'somebody asked for it by force' }
  if (evidence?.asks && (when !== 'never' || asked)) return evidence.asks
  if (breach !== undefined && (when !== 'never' || asked)) {
    const { because, since, versions, window } = breach
    const said = because.join('; ')
    return {
      // As `planResponse` calls it.
      evidence: `${BREACH}of ${versions.join(', ') || 'production'} since ${since ?? 'rows without times'}`,
      because: said === '' ? `its performance from ${window!.from} to ${window!.to} is worse than it may be` : said,
    }
  }
  if (when === 'schedule') {
    const day = until.toISOString()
    return { evidence: `schedule ${day}`, because: `it is retrained by schedule, now with labelled rows up to ${day}` }
  }
  return asked ? { evidence: `asked ${until.toISOString()}`, because: reason ?? 'somebody asked for it' } : undefined
}

/** How evidence of a breach begins; what else a pull request was opened for does not heal. */
export const BREACH = 'performance '

function sayEvidence(evidence: Evidence | undefined): string {
  if (evidence?.performance === undefined || evidence.performance === null)
    return 'nothing is known of its performance in production'
  const { performance, window } = evidence
  const place = window === null ? '' : ` from ${window.from} to ${window.to}`
  return performance === 'insufficient'
    ? `there are too few labelled rows${place} to judge its performance by`
    : `its performance${place} is \`${performance}\``
}

function overBudget(
  events: readonly RetrainEvent[],
  { minutes, runs }: RetrainTask['retrain']['budget'],
  now: Date,
): string | undefined {
  const month = now.toISOString().slice(0, 7)
  const own = events.filter(({ at }) => at.startsWith(month))
  const spent = own.reduce((sum, one) => sum + one.minutes, 0)
  if (own.length >= runs) return `the budget of ${formatCount(runs)} trainings in ${month} is used up`
  if (spent >= minutes)
    return `the budget of ${formatCount(minutes)} minutes in ${month} is used up: ${formatCount(Math.round(spent))} so far`
  return undefined
}
