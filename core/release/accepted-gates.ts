import type { AuditEvent } from '../ledger/event.ts'

/** Who accepted a gate, and why. */
export interface Acceptance {
  readonly by: string
  readonly reason: string | null
}

/**
 * The gates that people accepted though they did not pass, for pull requests as they were merged: a later push took
 * back what was accepted before it.
 *
 * @param events of the audit log, oldest first
 * @param pulls each with its newest commit
 * @returns by the name of the gate, `delay/roc_auc-min`
 */
export function acceptedGates(
  events: readonly AuditEvent[],
  pulls: readonly { readonly number: number; readonly head: string }[],
): ReadonlyMap<string, Acceptance> {
  const found = events.flatMap(({ action, by, gate, head, pull, reason }) => {
    if (action !== 'governance.accept' || gate === undefined) return []
    if (!pulls.some((one) => one.number === pull && one.head === head)) return []
    return [[gate, { by: by.name, reason }] as const]
  })
  return new Map(found)
}
