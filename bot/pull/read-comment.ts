import { found } from '../../core/io/github/client.ts'
import type { ExistingComment } from '../../core/pull-request/decide-comment.ts'
import type { RepositoryAccess } from '../github/open-github.ts'

/** A comment by its number; undefined where it is gone. */
export async function readCommentAt(
  { at, client }: RepositoryAccess,
  comment_id: number,
): Promise<ExistingComment | undefined> {
  const answer = await found(client.rest.issues.getComment({ ...at, comment_id }))
  if (answer === undefined) return undefined
  const { body = '', html_url, id, user } = answer.data
  return { id, author: user?.login ?? '', bot: user?.type === 'Bot', body, url: html_url }
}
