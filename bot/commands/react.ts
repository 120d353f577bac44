import { isGone } from '../../core/io/github/client.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import { untilLet } from './until-let.ts'

type Content = 'eyes' | 'rocket' | '+1' | 'confused'

/** Marks of a command that has come to its end. */
const FINAL: readonly string[] = ['rocket', '+1', 'confused']

/**
 * Marks a comment. The same mark twice is one, so this can be repeated.
 *
 * @returns `new`, `there` where it was marked so before, `gone` where the comment is
 */
export async function react(
  { at, client }: RepositoryAccess,
  comment_id: number,
  content: Content,
): Promise<'new' | 'there' | 'gone'> {
  try {
    const { status } = await untilLet(() => client.rest.reactions.createForIssueComment({ ...at, comment_id, content }))
    return (status as number) === 200 ? 'there' : 'new'
  } catch (error) {
    if (isGone(error)) return 'gone'
    throw error
  }
}

/** Whether a comment has been answered by us: by its last mark. */
export async function isFinished({ app, at, client }: RepositoryAccess, comment_id: number): Promise<boolean> {
  const asked = { ...at, comment_id, per_page: 100 }
  const reactions = await client.paginate(client.rest.reactions.listForIssueComment, asked)
  return reactions.some(({ content, user }) => user?.login === app.login && FINAL.includes(content))
}
