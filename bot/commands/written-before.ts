import type { RepositoryAccess } from '../github/open-github.ts'
import type { AskedCommand } from '../subject.ts'
import { isCommand } from '../webhooks/subjects.ts'
import { isFinished } from './react.ts'

/** The reconcile has found what was written before that. */
const BEFORE_MS = 15 * 60_000

/** A comment as GitHub lists it. */
interface ListedComment {
  readonly id: number
  readonly body?: string
  readonly html_url: string
  readonly issue_url: string
  readonly created_at: string
  readonly updated_at: string
  readonly user: { readonly login: string; readonly type: string } | null
}

/** What a comment that no webhook brought asks for: where a person wrote it, and it is as it was written. */
export function askedIn(listed: ListedComment): AskedCommand | undefined {
  const { body = '', created_at: createdAt, html_url: url, id, issue_url, updated_at: updatedAt, user } = listed
  if (!isCommand(body, user) || createdAt !== updatedAt) return undefined
  const comment = { id, body, url, createdAt, updatedAt }
  const number = Number(issue_url.split('/').at(-1))
  return { number, isPull: /\/pull\/\d+/.test(url), comment, sender: user!.login, delivery: null }
}

/**
 * Commands of the same conversation that were written before one and are not answered yet, the oldest first: their
 * webhooks are late, or lost. Whoever signs and takes it back means the latter.
 */
export async function unansweredBefore(access: RepositoryAccess, asked: AskedCommand): Promise<AskedCommand[]> {
  const { at, client } = access
  const { createdAt, id } = asked.comment
  const since = new Date(Date.parse(createdAt) - BEFORE_MS).toISOString()
  const list = { ...at, issue_number: asked.number, since, per_page: 100 }
  const comments = await client.paginate(client.rest.issues.listComments, list)
  const earlier: AskedCommand[] = []
  for (const comment of comments.sort((a, b) => a.id - b.id)) {
    const command = comment.id < id ? askedIn(comment as ListedComment) : undefined
    if (command !== undefined && !(await isFinished(access, comment.id)))
      earlier.push({ ...command, isPull: asked.isPull })
  }
  return earlier
}
