import { isDenied, statusOf } from '../../core/io/github/client.ts'
import { openConversation } from '../../core/io/github/open-conversation.ts'
import { type CommentRef, hashOfComment } from '../../core/pull-request/comment-ref.ts'
import type { WantedComment } from '../../core/pull-request/decide-comment.ts'
import { keepComment } from '../../core/pull-request/keep-comment.ts'
import type { RepositoryAccess } from '../github.ts'

/** A comment that is to be, and what is known of the one that is. */
export interface CommentTask {
  readonly number: number
  readonly head: string
  readonly wanted: WantedComment
  /** By the check of this head. */
  readonly known: CommentRef | undefined
  /** How many comments the conversation has. */
  readonly comments: number
  /** Look at the comments themselves, whatever the check says of them. */
  readonly verify: boolean
}

/**
 * Brings the one comment to what it should say. Where the check of this head says that it does, nothing is asked; where
 * it is known which one it is, it is edited; else the conversation is searched, unless it is empty.
 *
 * @returns undefined where there is none
 */
export async function writeComment(access: RepositoryAccess, task: CommentTask): Promise<CommentRef | undefined> {
  const { known, verify, wanted } = task
  const ref = (id: number) => ({ id, hash: hashOfComment(wanted.body) })
  if (!verify && known !== undefined) {
    if (known.hash === hashOfComment(wanted.body)) return known
    if (await edit(access, known.id, wanted.body)) return ref(known.id)
  }
  if (task.comments === 0 && !wanted.create) return undefined
  const kept = await keepComment(conversationOf(access, task), wanted, task.head).catch((error: unknown) => {
    if (!isDenied(error)) throw error
    access.log.warn(`No comment on #${task.number}: GitHub does not let the App write there`)
    return undefined
  })
  return kept === undefined || kept.did === 'none' ? undefined : ref(kept.id)
}

/** Whether the comment was there to be edited. */
async function edit({ at, client }: RepositoryAccess, comment_id: number, body: string): Promise<boolean> {
  try {
    await client.rest.issues.updateComment({ ...at, comment_id, body })
    return true
  } catch (error) {
    if (statusOf(error) === 404 || statusOf(error) === 410) return false
    throw error
  }
}

/** Where nobody has said anything there is nothing to search. */
function conversationOf({ app, at, client }: RepositoryAccess, { comments, number, verify }: CommentTask) {
  const conversation = openConversation(client, { ...at, number, login: app.login })
  if (comments > 0 || verify) return conversation
  const authors = [app.login]
  let first = true
  const search = async () => {
    if (!first) return conversation.search()
    first = false
    return { existing: [], authors }
  }
  return { ...conversation, search }
}
