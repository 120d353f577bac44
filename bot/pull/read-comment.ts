import { statusOf } from '../../core/io/github/client.ts'
import type { ExistingComment } from '../../core/pull-request/decide-comment.ts'
import type { RepositoryAccess } from '../github.ts'

/** A comment by its number; undefined where it is gone. */
export async function readCommentAt(
  { at, client }: RepositoryAccess,
  comment_id: number,
): Promise<ExistingComment | undefined> {
  try {
    const { data } = await client.rest.issues.getComment({ ...at, comment_id })
    const { body = '', html_url, id, user } = data
    return { id, author: user?.login ?? '', bot: user?.type === 'Bot', body, url: html_url }
  } catch (error) {
    if (statusOf(error) === 404) return undefined
    throw error
  }
}
