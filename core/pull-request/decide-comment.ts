import { plainText } from '../plain-text.ts'
import { type CommentState, readCommentState, withoutMark } from './comment-state.ts'

/** A comment of a pull request, as far as it matters to who keeps one up to date. */
export interface ExistingComment {
  /** Grows with time. */
  readonly id: number
  /** Login: `github-actions[bot]`, `ann`. */
  readonly author: string
  /** Whether the author is an App, by GitHub's word. */
  readonly bot: boolean
  readonly body: string
  readonly url: string
}

/** A comment that somebody wants there to be. */
export interface WantedComment {
  /** Marked with `state`. */
  readonly body: string
  readonly state: CommentState
  /** Whether it is worth a mail: false where it says nothing new to anybody, and only brings an older one up to date. */
  readonly create: boolean
}

/** What to do, in this order; `remove` are comments of our own that say the same once more. */
export type CommentDecision =
  | { readonly do: 'create' }
  | {
      readonly do: 'update' | 'leave'
      readonly comment: ExistingComment
      readonly body: string
      readonly remove: readonly number[]
    }
  | { readonly do: 'nothing'; readonly because: 'older head' | 'kept by the App' | 'nothing to say' }

/**
 * What has to be done for a pull request to have one comment of ours, with the newest report.
 *
 * Of several, as concurrent writers make them, the oldest is kept and gets what the newest says, so that whoever
 * looks does the same. A report of another head than the pull request's is old, or not ours to judge; of one head,
 * the newer run rules, and of one run the newer attempt. Where a newer one says the same it is left: it keeps the
 * older run's number and link, for nothing that anybody wants to read has changed.
 *
 * @param existing in any order; comments of others are not looked at, but the App's
 * @param authors logins whose comments are ours
 * @param head of the pull request now
 */
export function decideComment({ authors, existing, head, wanted }: CommentSituation): CommentDecision {
  const marked = existing.flatMap((comment) => {
    const state = readCommentState(comment.body)
    return state === undefined ? [] : [{ ...comment, state }]
  })
  const ours = marked.filter(({ author }) => authors.includes(author)).sort((a, b) => a.id - b.id)
  if (wanted.state.by === 'action') {
    const kept = marked.some((one) => one.state.by === 'app' && (one.bot || ours.includes(one)))
    if (kept) return { do: 'nothing', because: 'kept by the App' }
  }
  if (wanted.state.head !== head) return { do: 'nothing', because: 'older head' }
  const [oldest, ...others] = ours
  if (oldest === undefined) return wanted.create ? { do: 'create' } : { do: 'nothing', because: 'nothing to say' }
  const newest = ours
    .filter(({ state }) => isNewer(state, wanted.state))
    .reduce<Stated>((newest, one) => (isNewer(one.state, newest.state) ? one : newest), wanted)
  const { body } = newest
  const same = oldest.state.head === head && oldest.state.by === newest.state.by && saying(oldest.body) === saying(body)
  return { do: same ? 'leave' : 'update', comment: oldest, body, remove: others.map(({ id }) => id) }
}

/** What there is, and what is wanted. */
export interface CommentSituation {
  readonly existing: readonly ExistingComment[]
  readonly authors: readonly string[]
  readonly head: string
  readonly wanted: WantedComment
}

type Stated = Pick<WantedComment, 'body' | 'state'>

function isNewer(one: CommentState, other: CommentState): boolean {
  if (one.head !== other.head) return false
  if (one.by !== other.by) return one.by === 'app'
  return one.run === other.run ? one.attempt > other.attempt : one.run > other.run
}

/** What a comment tells people, whichever run it is of. */
export function saying(body: string): string {
  return plainText(withoutMark(body).replace(/\/actions\/runs\/\d+/g, ''))
}
