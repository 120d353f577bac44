import { isDenied, isGone } from '../../core/io/github/client.ts'
import { openConversation } from '../../core/io/github/open-conversation.ts'
import { type CommentRef, hashOfComment, NO_COMMENT } from '../../core/pull-request/comment-ref.ts'
import type { WantedComment } from '../../core/pull-request/decide-comment.ts'
import { keepComment } from '../../core/pull-request/keep-comment.ts'
import type { RepositoryAccess } from '../github/open-github.ts'

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
 * Brings the one comment to what it should say. Where the check of this head says that it does, or that there is none,
 * nothing is asked; where it is known which one it is, it is edited; else the conversation is searched, unless it is
 * empty.
 *
 * @returns which one it is now; undefined where GitHub did not let us write
 */
export async function writeComment(access: RepositoryAccess, task: CommentTask): Promise<CommentRef | undefined> {
  const { known, verify, wanted } = task
  const ref = (id: number) => ({ id, hash: hashOfComment(wanted.body) })
  if (!verify && known !== undefined && known.id > 0) {
    if (known.hash === hashOfComment(wanted.body)) return known
    if (await edit(access, known.id, wanted.body)) return ref(known.id)
  }
  const isEmpty = !verify && (task.comments === 0 || known?.id === 0)
  if (isEmpty && !wanted.create) return NO_COMMENT
  const kept = await keepComment(conversationOf(access, task, isEmpty), wanted, task.head).catch((error: unknown) => {
    if (!isDenied(error)) throw error
    access.log.warn(`No comment on #${task.number}: GitHub does not let the App write there`)
    return undefined
  })
  if (kept === undefined) return undefined
  return kept.did === 'none' ? NO_COMMENT : ref(kept.id)
}

/** Whether the comment was there to be edited. */
async function edit({ at, client }: RepositoryAccess, comment_id: number, body: string): Promise<boolean> {
  try {
    await client.rest.issues.updateComment({ ...at, comment_id, body })
    return true
  } catch (error) {
    if (isGone(error)) return false
    throw error
  }
}

/** Where there is none of ours, there is nothing to search the first time. */
function conversationOf({ app, at, client }: RepositoryAccess, { number }: CommentTask, isEmpty: boolean) {
  const conversation = openConversation(client, { ...at, number, login: app.login })
  const authors = [app.login]
  let isFirst = isEmpty
  const search = async () => {
    if (!isFirst) return conversation.search()
    isFirst = false
    return { existing: [], authors }
  }
  return { ...conversation, search }
}
