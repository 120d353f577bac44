import { UserError } from '../errors.ts'
import { type CommentDecision, decideComment, type ExistingComment, type WantedComment } from './decide-comment.ts'

/** The conversation of a pull request. What a write finds changed under it is answered with `again`. */
export interface Conversation {
  /** Head of the pull request now. */
  readonly head: () => Promise<string>
  /** Comments that may be ours, and the logins whose comments are. */
  readonly search: () => Promise<{ readonly existing: readonly ExistingComment[]; readonly authors: readonly string[] }>
  /** Comments written about when `made` was, or later. */
  readonly since: (made: ExistingComment) => Promise<readonly ExistingComment[]>
  readonly create: (body: string) => Promise<ExistingComment | 'again'>
  readonly update: (comment: ExistingComment, body: string) => Promise<'done' | 'again'>
  readonly remove: (id: number) => Promise<void>
}

/** What became of the comment. */
export type Kept =
  | { readonly did: 'created' | 'updated' | 'unchanged'; readonly url: string; readonly id: number }
  | { readonly did: 'none'; readonly because: Extract<CommentDecision, { do: 'nothing' }>['because'] }

/**
 * Brings a pull request to have one comment of ours, with the newest report; writes nothing where it has it.
 *
 * GitHub cannot write on condition. Whoever makes a comment looks again afterwards, and takes its own away if
 * another was there before. The oldest comment is never taken away by one of us, so writers that come at
 * once, in whatever order, leave exactly one.
 *
 * @param head of the pull request, as it was last read
 * @throws {UserError} if it does not come to rest: whenever it wants to write, something has changed again
 */
export async function keepComment(place: Conversation, wanted: WantedComment, head: string): Promise<Kept> {
  let now = head
  for (let round = 0; round < ROUNDS; round++) {
    const { authors, existing } = await place.search()
    const kept = await settle(place, { authors, existing, head: now, wanted })
    if (kept !== 'again') return kept
    now = await place.head()
  }
  throw new UserError(
    'Could not write the comment: it was deleted, or GitHub asked to wait, each time; run this job again',
  )
}

const ROUNDS = 5

async function settle(place: Conversation, situation: Parameters<typeof decideComment>[0]): Promise<Kept | 'again'> {
  const decision = decideComment(situation)
  if (decision.do === 'nothing') return { did: 'none', because: decision.because }
  if (decision.do !== 'create') return bringTo(place, decision)
  const made = await place.create(situation.wanted.body)
  if (made === 'again') return 'again'
  const others = (await place.since(made)).filter(({ id }) => id !== made.id)
  const authors = [...situation.authors, made.author]
  const after = decideComment({ ...situation, existing: [...others, made], authors })
  if (after.do === 'nothing' || after.do === 'create') {
    // The App came first, and keeps one of its own: ours is one too many.
    await place.remove(made.id)
    return { did: 'none', because: 'kept by the App' }
  }
  const kept = await bringTo(place, after)
  return kept !== 'again' && after.comment.id === made.id ? { did: 'created', url: made.url, id: made.id } : kept
}

async function bringTo(place: Conversation, decision: Exclude<CommentDecision, { do: 'create' | 'nothing' }>) {
  const { body, comment, remove } = decision
  if (decision.do === 'update' && (await place.update(comment, body)) === 'again') return 'again'
  for (const id of remove) await place.remove(id)
  return { did: decision.do === 'update' ? 'updated' : 'unchanged', url: comment.url, id: comment.id } as const
}
