import { statusOf } from '../../core/io/github/client.ts'
import { isLimited } from '../../core/io/github/waiting-fetch.ts'
import { markAnswer } from '../../reports/command-answers.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import type { AskedCommand } from '../subject.ts'

const ROUNDS = 3

/**
 * Answers a comment, once: an answer carries the number of its comment, and where there is one nothing is written.
 * Writers that come at once each look again afterwards, and all but the oldest are taken away, whoever wrote them: where
 * GitHub's word of a write was lost, it was made again, and nobody knows of the first.
 *
 * @param text Markdown
 */
export async function reply(access: RepositoryAccess, asked: AskedCommand, text: string): Promise<void> {
  const { at, client } = access
  const body = `${markAnswer(asked.comment.id)}\n${text}`
  for (let left = ROUNDS - 1; (await answersTo(access, asked)).length === 0; left--) {
    try {
      await client.rest.issues.createComment({ ...at, issue_number: asked.number, body })
      break
    } catch (error) {
      // What the wait was for may be written by now.
      if (left === 0 || !isLimited(error)) throw error
    }
  }
  for (const id of (await answersTo(access, asked)).slice(1)) await remove(access, id)
}

async function remove({ at, client }: RepositoryAccess, comment_id: number): Promise<void> {
  await client.rest.issues.deleteComment({ ...at, comment_id }).catch((error: unknown) => {
    if (statusOf(error) !== 404) throw error
  })
}

/** Numbers of our answers to a comment, the oldest first. */
async function answersTo({ app, at, client }: RepositoryAccess, { comment, number }: AskedCommand): Promise<number[]> {
  const list = { ...at, issue_number: number, since: comment.createdAt, per_page: 100 }
  const comments = await client.paginate(client.rest.issues.listComments, list)
  return comments
    .filter(({ body, user }) => user?.login === app.login && body?.startsWith(markAnswer(comment.id)))
    .map(({ id }) => id)
    .sort((a, b) => a - b)
}
