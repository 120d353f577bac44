import * as z from 'zod'

const commentState = z.object({
  v: z.literal(1),
  /** Head of the pull request that the comment is about. */
  head: z.string().regex(/^[0-9a-f]{40,64}$/),
  /** Workflow run that judged it, and which attempt; 0 where no workflow did. */
  run: z.int().min(0),
  attempt: z.int().min(0),
  /** Who writes it from now on: once the App has taken it over, the action leaves it alone. */
  by: z.enum(['action', 'app']),
})

/** What a comment of ours says of itself, for us to read and for nobody to see. */
export type CommentState = z.output<typeof commentState>

const MARKER = /^<!-- contender:report ([A-Za-z0-9+/=]+) -->/

/**
 * The first line of our comments, which GitHub does not show. Base64, because a `- [ ]` inside of an HTML comment
 * shifts which box of a comment a click ticks.
 *
 * @example
 * readCommentState(`${markComment(state)}\n## Pass`) // state
 */
export function markComment({ attempt, by, head, run, v }: CommentState): string {
  return `<!-- contender:report ${btoa(JSON.stringify({ v, head, run, attempt, by }))} -->`
}

/**
 * What a comment says of itself; undefined where it is none of ours. The mark has to be the very first: text of
 * others that a comment of a bot repeats cannot pass for one. It is a hint all the same: who may write in the
 * repository may edit it.
 */
export function readCommentState(body: string): CommentState | undefined {
  const [, coded] = MARKER.exec(body) ?? []
  if (coded === undefined) return undefined
  try {
    return commentState.parse(JSON.parse(atob(coded)))
  } catch {
    return undefined
  }
}

/** What people see of a comment of ours. */
export function withoutMark(body: string): string {
  return body.replace(MARKER, '')
}
