import { kindOf } from '../retrain/evidence.ts'
import type { KnownIssue } from './decide-drift-issue.ts'

/**
 * Why no model is trained for what its issue was about: a person has closed it as not planned, and the drift has not
 * healed since. Performance that was no part of it then is new.
 *
 * @param evidence of the training, as `evidenceName` gives it
 * @returns as a sentence; undefined where nobody has muted it
 */
export function whyMuted(issue: KnownIssue, evidence: string): string | undefined {
  const { open, reason, state } = issue
  if (open || reason !== 'not_planned' || state.healed) return undefined
  if (kindOf(evidence) === 'performance' && !state.evidence.includes('performance')) return undefined
  return sayMuted(issue)
}

/** What a person has done to an issue that is closed, and for how long that counts. */
export function sayMuted({ number, reason }: Pick<KnownIssue, 'number' | 'reason'>): string {
  return reason === 'not_planned'
    ? `#${number} was closed as not planned, which mutes what it was about until it heals`
    : `#${number} was closed by hand: the next window opens it again if the drift goes on`
}
