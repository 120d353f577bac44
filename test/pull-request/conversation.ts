import { type CommentState, markComment } from '../../core/pull-request/comment-state.ts'
import type { ExistingComment, WantedComment } from '../../core/pull-request/decide-comment.ts'
import type { Conversation } from '../../core/pull-request/keep-comment.ts'

export const HEAD = 'a'.repeat(40)
export const BOT = 'github-actions[bot]'

export function stated(state: Partial<CommentState> = {}): CommentState {
  return { v: 1, head: HEAD, run: 1, attempt: 1, by: 'action', ...state }
}

export function wanted(state: Partial<CommentState> = {}, text = 'Report'): WantedComment {
  const whole = stated(state)
  return {
    body: `${markComment(whole)}\n${text} of run ${whole.run}, attempt ${whole.attempt}`,
    state: whole,
    create: true,
  }
}

export function comment(id: number, body: string, author = BOT): ExistingComment {
  return { id, author, bot: author.endsWith('[bot]'), body, url: `https://github.test/acme/models/pull/1#${id}` }
}

/** A conversation in memory; `turn` is waited for before each of its answers, so that a test can mix writers. */
export function conversation(comments: ExistingComment[], author = BOT, turn: () => Promise<unknown> = async () => {}) {
  const writes: string[] = []
  const place: Conversation = {
    head: async () => HEAD,
    search: async () => {
      await turn()
      return { existing: [...comments], authors: [author] }
    },
    since: async () => {
      await turn()
      return [...comments]
    },
    create: async (body) => {
      await turn()
      const made = comment(Math.max(0, ...comments.map(({ id }) => id), ...taken) + 1, body, author)
      comments.push(made)
      taken.push(made.id)
      writes.push(`create ${made.id}`)
      return made
    },
    update: async ({ id }, body) => {
      await turn()
      const at = comments.findIndex((one) => one.id === id)
      if (at < 0) return 'again'
      comments[at] = { ...comments[at]!, body }
      writes.push(`update ${id}`)
      return 'done'
    },
    remove: async (id) => {
      await turn()
      const at = comments.findIndex((one) => one.id === id)
      if (at >= 0) comments.splice(at, 1)
      writes.push(`remove ${id}`)
    },
  }
  const taken: number[] = []
  return { place, writes }
}
