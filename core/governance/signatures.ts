import type { AuditEvent } from '../ledger/event.ts'
import { counts, type Standing } from './counts.ts'

export interface Signature {
  readonly item: string
  /** Login. */
  readonly by: string
  /** By what they were allowed: a role, a team or a person of the policy. */
  readonly role: string
  readonly note: string | null
}

/**
 * Sign-offs that count for a change as it is now. What was signed for another head or other model files is void;
 * `unsign` by the same person takes back all that they signed of an item before. Whoever signs twice counts once, with
 * the last note.
 *
 * @param change its events in the order in which they happened
 * @param allows whether a signature is by somebody who may: one who may not does not replace one who might
 * @returns by item and login, so that the order of events that have nothing to do with each other changes nothing
 */
export function validSignatures(
  change: Standing,
  allows: (signature: Signature) => boolean = () => true,
): readonly Signature[] {
  const found = new Map<string, Signature>()
  for (const event of change.events) {
    if (event.item === undefined) continue
    const key = `${event.item} ${event.by.name.toLowerCase()}`
    if (event.action === UNSIGN && event.by.via === 'app') found.delete(key)
    if (event.action !== SIGN || event.role === undefined || !counts(event, change)) continue
    const signature = { item: event.item, by: event.by.name, role: event.role, note: event.reason }
    if (allows(signature)) found.set(key, signature)
  }
  return [...found.entries()].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, signature]) => signature)
}

/** What was last done about an item by somebody else than a contributor, whether it counts or not. */
export function lastSigned(item: string, { events }: Standing): AuditEvent | undefined {
  return events.findLast((event) => event.item === item && (event.action === SIGN || event.action === UNSIGN))
}

const SIGN = 'governance.sign'
const UNSIGN = 'governance.unsign'
