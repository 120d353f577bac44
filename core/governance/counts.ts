import type { AuditEvent } from '../ledger/event.ts'
import type { Change } from './change.ts'
import { isContributor, type Person } from './may.ts'
import { isRole } from './roles.ts'
import { isTeam } from './signers.ts'

/** What of a change decides whether something done on it counts. */
export interface Standing extends Pick<Change, 'contributors' | 'events' | 'head'> {
  readonly author?: string | undefined
  /** Digests of the models that are judged now; undefined while there is no report. */
  readonly judged?: readonly { readonly model: string; readonly digest: string }[] | undefined
}

/**
 * Whether what somebody did still counts: done by way of the App, for this very head and these very model files, and
 * not by somebody who made a part of the change. Whoever may push could write into the ledger, so an event is not
 * taken at its word where GitHub's own records say otherwise.
 */
export function counts(event: AuditEvent, change: Standing): boolean {
  return isByOther(event, change) && event.head === change.head && isOfTheseModels(event, change)
}

/** Without regard to what it was done for. */
export function isByOther({ by }: AuditEvent, change: Standing): boolean {
  return by.via === 'app' && !isContributor(change, by.name)
}

/**
 * Whether it was done for exactly the model files that are judged now: an acceptance for that of its gate's model, all
 * else for those of all models. While there is no report, nothing speaks against it.
 */
export function isOfTheseModels({ digests = {}, model }: AuditEvent, { judged }: Standing): boolean {
  if (judged === undefined) return true
  const now = judged.filter((one) => model === null || one.model === model)
  return now.length === Object.keys(digests).length && now.every((one) => digests[one.model] === one.digest)
}

/**
 * Who acted, as far as the role says that was written down then: enough to ask again whether today's policy allows it.
 *
 * @param role a role, a team or a person of the policy of that day
 */
export function personBehind(login: string, role: string): Person {
  return { login, role: isRole(role) ? role : undefined, teams: isTeam(role) ? [role] : [] }
}
