import { counts, personBehind, type Standing } from './counts.ts'
import { may } from './may.ts'
import type { Governance } from './schema.ts'

/**
 * Gates that somebody accepted though they did not pass: for this head and these model files alone, by somebody who
 * made no part of the change and whom the policy still names. The ledger keeps every acceptance and its reason for
 * ever; here are those that count now.
 *
 * @param change its events in the order in which they happened: of two acceptances the last one is told of
 * @returns by id of the gate: `delay/roc_auc-min`
 */
export function acceptedGates(
  change: Standing,
  { accept }: Pick<Governance, 'accept'>,
): ReadonlyMap<string, { readonly by: string; readonly reason: string }> {
  const found = new Map<string, { readonly by: string; readonly reason: string }>()
  for (const event of change.events) {
    const { action, by, gate, reason, role } = event
    if (action !== 'governance.accept' || gate === undefined || role === undefined || !reason) continue
    if (counts(event, change) && may(personBehind(by.name, role), accept)) found.set(gate, { by: by.name, reason })
  }
  return found
}
