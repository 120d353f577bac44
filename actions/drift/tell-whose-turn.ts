import { commentOnce } from '../../core/io/github/comment-once.ts'
import { type DriftIssue, tellDriftIssue } from '../../core/io/github/drift-issue.ts'
import { raise } from '../../core/response/decide-drift-issue.ts'
import { type DriftIssueState, NOBODY } from '../../core/response/drift-issue-state.ts'
import { renderMention } from '../../reports/drift-comment.ts'
import { type DriftStory, renderDriftIssue } from '../../reports/drift-issue.ts'
import type { Doing, WebhookRequest } from './carry-out.ts'

export interface Telling extends Doing {
  readonly issue: DriftIssue | undefined
  /** What was told before. */
  readonly before: DriftIssueState
  readonly attempt: <T>(work: () => Promise<T>) => Promise<T | undefined>
}

/**
 * Tells whose turn it is, and then writes down in the issue that they were told: who could not be told now is told by
 * the next run.
 */
export async function tellWhoseTurn(story: DriftStory, { attempt, before, did, host, issue }: Telling): Promise<void> {
  let state = before
  for (const action of story.actions) {
    if (action.do === 'mention' && issue !== undefined && action.level > state.told[action.kind]) {
      const key = `mention/${state.since}/${action.kind}/${action.level}`
      const comment = { key, body: renderMention(story.drift, action) }
      const written = await attempt(() => commentOnce(host.issues!, issue.number, comment))
      if (written !== undefined) state = { ...state, told: raise(state.told, action) }
      if (written) did.push(`${action.owners.join(', ')} ${action.owners.length === 1 ? 'was' : 'were'} mentioned`)
    }
    if (action.do === 'call_webhook' && isDue(action, state)) {
      const call = { action, state, issueUrl: issue?.url ?? null }
      const called = await attempt(async () => {
        await host.callWebhook(call)
        return true
      })
      if (called) {
        state = { ...state, called: action.event === 'healed' ? NOBODY : raise(state.called, action) }
        did.push(`the webhook was told: ${action.event}`)
      }
    }
  }
  if (issue === undefined || state === before) return
  await tellDriftIssue(host.issues!, issue, { state, body: (told) => renderDriftIssue(story, told) })
}

function isDue({ event, kind, level }: WebhookRequest['action'], { called }: DriftIssueState): boolean {
  return event === 'healed' ? Object.values(called).some((one) => one > 0) : level > called[kind]
}
