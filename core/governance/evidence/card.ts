import { isFilled } from '../../card/is-filled.ts'
import { AUTHOR, type ItemState } from '../checklist.ts'
import { shortCommit } from '../short.ts'
import type { About } from './about.ts'

/**
 * A field of card.yml is filled in.
 *
 * @param field dotted: `intended_use.users`
 */
export function cardEvidence(field: string, { change }: Pick<About, 'change'>): ItemState {
  const at = shortCommit(change.head)
  if (change.card === undefined) return { state: 'missing', because: `there is no card.yml at ${at}`, who: [AUTHOR] }
  if (isFilled(fieldOf(change.card, field))) return { state: 'met', by: `${field} in card.yml at ${at}` }
  return { state: 'missing', because: `${field} in card.yml is not filled in at ${at}`, who: [AUTHOR] }
}

function fieldOf(card: unknown, field: string): unknown {
  return field.split('.').reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    return (value as Record<string, unknown>)[key]
  }, card)
}
