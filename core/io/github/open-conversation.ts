import type { Octokit } from '@octokit/rest'
import { readCommentState } from '../../pull-request/comment-state.ts'
import type { ExistingComment } from '../../pull-request/decide-comment.ts'
import type { Conversation } from '../../pull-request/keep-comment.ts'
import { explainRequest, type Repository, statusOf } from './client.ts'
import { readPullRequest } from './find-pull-requests.ts'
import { isAppToken, JOB, ownLogin } from './own-login.ts'
import { isLimited } from './waiting-fetch.ts'

/** Between reading the conversation and writing to it less than this passes, whatever has to be repeated. */
const LEEWAY_MINUTES = 15

interface CommentJson {
  readonly id: number
  readonly html_url: string
  readonly body?: string
  readonly created_at: string
  readonly user: { readonly login: string; readonly type: string } | null
}

/** Who writes: a token, or an App by its login. */
export type Writer = { readonly token: string } | { readonly login: string }

/**
 * The conversation of a pull request at GitHub.
 *
 * @param client one that does not repeat writes after a wait
 * @param as whose comments are ours: by a token, or by the App's login, where that is known. The App takes over what
 *   a job of a workflow has written
 */
export function openConversation(
  client: Octokit,
  { number, ...rest }: Repository & { readonly number: number } & Writer,
): Conversation {
  const { owner, repo } = rest
  const at = { owner, repo }
  const list = { ...at, issue_number: number, per_page: 100 }
  const { createComment, deleteComment, updateComment } = client.rest.issues
  const ask = <T>(work: Promise<T>) =>
    work.catch((error: unknown) => {
      throw explainRequest(`the comments of #${number}`, error, 'pull-requests: write')
    })
  const made = new Map<number, string>()

  /** Whether it was done; not where GitHub made us wait, or the comment is gone: then much may have changed. */
  const write = async <T>(work: Promise<T>, gone = false): Promise<T | 'again'> =>
    ask(
      work.catch((error: unknown) => {
        if (isLimited(error) || (gone && statusOf(error) === 404)) return 'again'
        throw error
      }),
    )

  return {
    head: async () => (await ask(readPullRequest(client, at, number))).head,
    search: () => ask(search(client, list, rest)),
    since: async ({ id }) => {
      const since = new Date(Date.parse(made.get(id)!) - LEEWAY_MINUTES * 60_000).toISOString()
      const recent = await ask(client.paginate(LIST, { ...list, since }))
      return recent.map(commentOf)
    },
    create: async (body) => {
      const answer = await write(createComment({ ...at, issue_number: number, body }))
      if (answer === 'again') return 'again'
      made.set(answer.data.id, answer.data.created_at)
      return commentOf(answer.data)
    },
    update: async ({ id }, body) => {
      const answer = await write(updateComment({ ...at, comment_id: id, body }), true)
      return answer === 'again' ? 'again' : 'done'
    },
    // One that is gone is as good as removed; one that GitHub did not let us remove now, the next run does.
    remove: async (id) => {
      await write(deleteComment({ ...at, comment_id: id }), true)
    },
  }
}

/**
 * Pages from the oldest on, until one has a comment of ours: it was made with the first report, so that is nearly
 * always the first page. GitHub lists the comments of an issue in no other order.
 */
async function search(
  client: Octokit,
  list: List,
  writer: Writer,
): Promise<Awaited<ReturnType<Conversation['search']>>> {
  const known = 'login' in writer ? [writer.login, JOB] : [JOB]
  const existing: ExistingComment[] = []
  for await (const { data } of client.paginate.iterator(LIST, list)) {
    existing.push(...data.map(commentOf).filter(({ body }) => readCommentState(body) !== undefined))
    if (existing.some((one) => known.includes(one.author) || isOfApp(one))) return { existing, authors: known }
  }
  if ('login' in writer) return { existing, authors: known }
  // Who we are matters only where one of the kind, App or person, made a comment like ours.
  const app = isAppToken(writer.token)
  if (existing.every(({ bot }) => bot !== app)) return { existing, authors: [JOB] }
  return { existing, authors: [JOB, await ownLogin(client, writer.token)] }
}

const LIST = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments'

interface List extends Repository {
  readonly issue_number: number
  readonly per_page: number
}

function isOfApp({ body, bot }: ExistingComment): boolean {
  return bot && readCommentState(body)?.by === 'app'
}

function commentOf({ body = '', html_url, id, user }: CommentJson): ExistingComment {
  return { id, author: user?.login ?? '', bot: user?.type === 'Bot', body, url: html_url }
}
