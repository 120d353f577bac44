import { isGone } from './client.ts'
import type { IssuePlace } from './one-issue.ts'

/** A comment that is written once, whoever comes again. */
export interface KeyedComment {
  /** What it is about: the same is not said twice in an issue. */
  readonly key: string
  /** Markdown. */
  readonly body: string
}

/**
 * Writes a comment in an issue, unless one of ours with the same key stands there. It looks again afterwards: of two
 * that were written at once, or whose answer was lost, the oldest stays. GitHub cannot write on condition, so two runs
 * in the same second may each send a mail.
 *
 * @returns whether it was written now
 */
export async function commentOnce(
  { at, authors, client }: IssuePlace,
  issue_number: number,
  { body, key }: KeyedComment,
): Promise<boolean> {
  const mark = `<!-- contender:drift-comment ${btoa(encodeURIComponent(key))} -->`
  const find = async (more: readonly string[]) => {
    const all = await client.paginate(client.rest.issues.listComments, { ...at, issue_number, per_page: 100 })
    return all
      .filter((one) => one.body?.startsWith(mark) && [...authors, ...more].includes(one.user?.login ?? ''))
      .sort((a, b) => a.id - b.id)
  }
  if ((await find([])).length > 0) return false
  const { data } = await client.rest.issues.createComment({ ...at, issue_number, body: `${mark}\n${body}` })
  const [, ...others] = await find([data.user?.login ?? ''])
  for (const { id } of others)
    await client.rest.issues.deleteComment({ ...at, comment_id: id }).catch((error: unknown) => {
      if (!isGone(error)) throw error
    })
  return !others.some(({ id }) => id === data.id)
}
