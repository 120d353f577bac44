import type { Change } from './change.ts'
import { AUTHOR, type ItemState } from './checklist.ts'
import { isByOther, isOfTheseModels, personBehind } from './counts.ts'
import { may, sayContributed } from './may.ts'
import type { Item } from './schema.ts'
import { fewOf, shortCommit } from './short.ts'
import { lastSigned, type Signature, validSignatures } from './signatures.ts'

/**
 * Whether somebody whom today's policy names has taken an item on themselves, for the change as it is now.
 *
 * @param signers any one of them is enough
 */
export function signOff(item: Item, change: Change, signers: readonly string[]): ItemState {
  const valid = validSignatures(
    change,
    ({ by, item: of, role }) => of === item.id && may(personBehind(by, role), signers) !== undefined,
  )
  if (valid.length > 0) return { state: 'met', by: `${fewOf(valid.map(saySignature))} at ${shortCommit(change.head)}` }
  const head = shortCommit(change.head)
  const why = `${whatFor(item, change)}${whyVoid(item.id, change)}`
  if (change.awaited) return unreported(`nobody can sign ${head} before its run has reported${why}`, change)
  return {
    state: 'missing',
    because: `nobody has signed ${head}${why}`,
    who: signers,
    commands: [`/contender sign ${item.id}`],
  }
}

/** While its run goes on, there is nothing for anybody to do; once it is over, it is for the author to have a report. */
function unreported(because: string, change: Change): ItemState {
  return change.unreported === undefined ? { state: 'waiting', because } : { state: 'missing', because, who: [AUTHOR] }
}

function saySignature({ by, note, role }: Signature): string {
  const whose = role.toLowerCase() === `@${by.toLowerCase()}` ? `@${by}` : `@${by} (${role})`
  return note === null || note === '' ? whose : `${whose}, “${note}”,`
}

/** What the change does for which the item is asked, where its files do not show it at once. */
function whatFor({ when = {} }: Item, { judging, removed }: Change): string {
  if (when.removed === true) return `, which takes out ${fewOf(removed)}`
  return when.judging === true ? `, which edits ${fewOf(judging)}` : ''
}

/** What became of the last sign-off, for whoever signed and wonders. */
function whyVoid(item: string, change: Change): string {
  const last = lastSigned(item, change)
  if (last === undefined) return ''
  const who = `@${last.by.name}`
  if (!isByOther(last, change)) return `: ${who} ${sayContributed(change)}`
  if (last.action === 'governance.unsign') return `: ${who} took it back`
  if (last.head !== change.head) return `: ${who} signed ${shortCommit(last.head ?? 'another commit')}, before a push`
  if (!isOfTheseModels(last, change)) return `: ${who} signed other model files than the newest run made`
  return `: ${who} (${last.role ?? 'no role'}) is none of those who may`
}
