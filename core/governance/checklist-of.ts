import { applies, modelsOf } from './applies.ts'
import type { Change } from './change.ts'
import type { Checklist, Exception, ItemState } from './checklist.ts'
import { cardEvidence } from './evidence/card.ts'
import { codeownersEvidence } from './evidence/codeowners.ts'
import { dataEvidence } from './evidence/data.ts'
import { fileEvidence } from './evidence/file.ts'
import { fairnessEvidence, gateEvidence } from './evidence/gate.ts'
import { reviewEvidence } from './evidence/review.ts'
import type { Governance, Item } from './schema.ts'
import { signOff } from './sign-off.ts'
import { signersOf } from './signers.ts'

/**
 * What governance asks of a change, what is there already and by whom, and what is missing.
 *
 * @param items of `policyItems`: all that the policy has; those that the change gives no cause for are left out
 * @param governance of the base branch's tip
 */
export function checklistOf(items: readonly Item[], change: Change, governance: Governance): Checklist {
  return {
    items: items
      .filter((item) => applies(item, change, governance))
      .map((item) => ({ item, ...stateOf(item, change, governance) })),
    exceptions: exceptionsOf(change),
  }
}

function stateOf(item: Item, change: Change, governance: Governance): ItemState {
  const { card, codeowners, data, fairness, file, gate, review } = item.evidence ?? {}
  const about = { change, governance, models: modelsOf(item, change.models, governance) }
  if (gate !== undefined) return gateEvidence(gate, about)
  if (fairness !== undefined) return fairnessEvidence(fairness, about)
  if (data !== undefined) return dataEvidence(data, about)
  if (file !== undefined) return fileEvidence(file, about)
  if (card !== undefined) return cardEvidence(card, about)
  if (review !== undefined) return reviewEvidence(review, about)
  if (codeowners !== undefined) return codeownersEvidence(about)
  return signOff(item, change, signersOf(item, governance))
}

function exceptionsOf({ judged = [] }: Change): readonly Exception[] {
  return judged.flatMap(({ gates }) =>
    gates.flatMap(({ accepted, id, outcome }) =>
      accepted === undefined || outcome === 'pass' || outcome === 'not_applicable' ? [] : [{ gate: id, ...accepted }],
    ),
  )
}

/** What a checklist comes to: `waiting` only where nothing is missing, `met` where nothing is asked. */
export function outcomeOf({ items }: Checklist): ItemState['state'] {
  return ORDER.find((state) => items.some((item) => item.state === state)) ?? 'met'
}

const ORDER = ['missing', 'waiting'] as const
