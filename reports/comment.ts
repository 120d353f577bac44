import type { Report } from '../core/artifacts/report.ts'
import { type CommentState, markComment } from '../core/pull-request/comment-state.ts'
import { escapeMarkdown } from './escape.ts'
import { LONGEST, renderMarkdown } from './markdown.ts'
import { redactAll } from './redact.ts'

/** Where a comment stands, and what it is about. */
export interface CommentContext {
  readonly state: CommentState
  /** The workflow run that judged; undefined where none did. */
  readonly runUrl?: string | undefined
  /** Repository that the pull request comes from, where it is another one. */
  readonly fork?: string | undefined
  /** What must not be shown, beside what looks like a secret. */
  readonly secrets: readonly string[]
}

/**
 * The one comment of a pull request: a hidden mark for whoever writes it next, the report, and which run it is of.
 *
 * @param report schema-checked; its Markdown is made here, never taken from whoever made the report
 * @returns at most 58,000 characters; the same for the same report and context
 */
export function renderComment(report: Report, { fork, runUrl, secrets, state }: CommentContext): string {
  const mark = markComment(state)
  const run = runUrl === undefined ? '' : `[The run that judged](${runUrl}) · `
  const foot = `<sub>${run}This comment is edited in place: it is about the newest commit that was judged.</sub>\n`
  const remark =
    fork === undefined
      ? ''
      : `> From a fork, ${escapeMarkdown(fork)}: these numbers are what the run of its pull request reported.`
  const longest = LONGEST - mark.length - foot.length - 2
  return `${mark}\n${renderMarkdown(redactAll(report, secrets), { longest, remark })}\n${foot}`
}
