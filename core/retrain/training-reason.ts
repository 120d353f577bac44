import type { Model } from '../config.ts'
import { sayStart } from '../say-window.ts'
import { evidenceName } from './evidence.ts'
import type { Reason } from './window-reason.ts'

/** Who or what may ask for a training. */
export interface AskedTraining {
  readonly when: NonNullable<Model['retrain']>['when'] | undefined
  /** What the newest window asks for, as `drift.json` or the ledger has it. */
  readonly asks: Reason | null | undefined
  /** A person has asked for this model. */
  readonly asked: boolean
  /** A person has said that neither cooldown nor an earlier try counts. */
  readonly force: boolean
  /** Why, in the words of whoever asked. */
  readonly said?: string | undefined
  readonly now: Date
  /** End of the holdout: what is new to a model that is trained by schedule. */
  readonly until: Date
}

/**
 * What a model would be trained anew for, by name. A schedule goes its own way, whatever the window asks for: what was
 * proposed for a breach does not end it.
 *
 * @returns undefined where nothing asks for it
 */
export function trainingReason({ asked, asks, force, now, said, until, when }: AskedTraining): Reason | undefined {
  if (force)
    return { evidence: evidenceName({ kind: 'asked', at: now }), because: said ?? 'somebody asked for it by force' }
  if (when === 'schedule')
    return { evidence: evidenceName({ kind: 'schedule', at: until }), because: said ?? asks?.because ?? due(until) }
  if (asks) return { evidence: asks.evidence, because: said ?? asks.because }
  if (!asked) return undefined
  return { evidence: evidenceName({ kind: 'asked', at: until }), because: said ?? 'somebody asked for it' }
}

function due(until: Date): string {
  return `it is retrained by schedule, now with labelled rows from before ${sayStart(until.toISOString())}`
}
