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

/**
 * Whether somebody has written something: `TODO` and `TBD`, alone or at the beginning, are a promise to. A list or a
 * section is filled where something in it is.
 */
function isFilled(value: unknown): boolean {
  if (value === null || value === undefined || Number.isNaN(value)) return false
  if (typeof value === 'string') return /[\p{L}\p{N}]/u.test(value) && !/^[^\p{L}\p{N}]*(todo|tbd)\b/iu.test(value)
  return typeof value === 'object' ? Object.values(value).some(isFilled) : true
}
