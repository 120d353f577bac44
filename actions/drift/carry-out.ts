import { UserError } from '../../core/errors.ts'
import { explainRequest, statusOf } from '../../core/io/github/client.ts'
import { commentOnce } from '../../core/io/github/comment-once.ts'
import { closeDriftIssue, type DriftIssue, keepDriftIssue, tellDriftIssue } from '../../core/io/github/drift-issue.ts'
import type { IssuePlace } from '../../core/io/github/one-issue.ts'
import { higher } from '../../core/response/decide-drift-issue.ts'
import type { DriftIssueState } from '../../core/response/drift-issue-state.ts'
import type { ResponseAction } from '../../core/response/response-action.ts'
import {
  type DriftStory,
  driftTitle,
  renderDriftIssue,
  renderHealed,
  renderMention,
} from '../../reports/drift-issue.ts'

/** What carrying out a plan may touch of the world. */
export interface ResponseHost {
  /** Undefined where there is no GitHub, or no token for it: nothing is written there, and nobody is mentioned. */
  readonly issues: IssuePlace | undefined
  /** Calls the webhook. @throws {UserError} if it does not answer */
  readonly callWebhook: (call: WebhookRequest) => Promise<void>
  /** Has the model trained anew, or started; not twice for one evidence. @returns what became of it, as a sentence */
  readonly retrain: (action: Extract<ResponseAction, { do: 'retrain' }>) => Promise<string>
  /** Closes a pull request of ours with a comment; one that is closed already stays so. */
  readonly closePull: (number: number, because: string) => Promise<void>
}

/** A call of the webhook, once it is its turn. */
export interface WebhookRequest {
  readonly action: Extract<ResponseAction, { do: 'call_webhook' }>
  readonly state: DriftIssueState
  readonly issueUrl: string | null
}

/** What was done, and what could not be, as sentences for people. */
export interface Carried {
  readonly did: readonly string[]
  /** Undefined: everything was done. The next run goes on with what is missing. */
  readonly failed: UserError | undefined
  readonly issue: { readonly number: number; readonly url: string } | undefined
}

/**
 * Carries out a plan, as `planResponse` makes it. Doing so twice changes nothing the second time: what was told is kept
 * in the issue, and what was done is looked up before it is done. What fails does not keep the rest from being done; who
 * was told is written down only once they were.
 *
 * @param story the plan's actions, and what its issue is made of
 */
export async function carryOut(story: DriftStory, host: ResponseHost): Promise<Carried> {
  const { actions } = story
  const did: string[] = []
  const failures: UserError[] = []
  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> =>
    work().catch((error: unknown) => {
      const said = explainRequest('the issues of this repository', error, 'issues: write')
      if (!(said instanceof UserError)) throw said
      failures.push(said)
      return undefined
    })
  const planned = actions.find((action) => action.do === 'keep_issue' || action.do === 'close_issue')
  const kept = planned && (await attempt(() => keep(story, planned, { host, did })))
  // Where GitHub did not answer nobody knows what was told: the next run does.
  const isKnown = planned === undefined || kept !== undefined
  if (isKnown && kept !== 'muted') await attempt(() => alert(story, { host, did, kept, planned, attempt }))
  for (const action of actions) {
    if (action.do === 'hold' || action.do === 'show') did.push(action.because)
    if (action.do === 'propose_rollback') did.push(`${action.because}: \`${action.command}\` rolls back`)
    if (action.do === 'retrain') {
      const said = await attempt(() => host.retrain(action))
      if (said !== undefined) did.push(said)
    }
    if (action.do === 'close_pull') {
      await attempt(async () => {
        await host.closePull(action.number, action.because)
        did.push(`#${action.number} is closed: ${action.because}`)
      })
    }
  }
  const issue = typeof kept === 'object' ? { number: kept.number, url: kept.url } : undefined
  return { did, issue, failed: joined(failures) }
}

type Planned = Extract<ResponseAction, { do: 'keep_issue' | 'close_issue' }>

/** `off`: there are no issues here, so what was told cannot be kept either. */
type KeptIssue = DriftIssue | 'muted' | 'off'

interface Doing {
  readonly host: ResponseHost
  readonly did: string[]
}

async function keep(story: DriftStory, planned: Planned, { did, host }: Doing): Promise<KeptIssue> {
  const { issues } = host
  if (issues === undefined) return 'off'
  const { model } = story.drift
  const { state } = planned
  const body = (told: DriftIssueState) => renderDriftIssue(story, told)
  try {
    if (planned.do === 'close_issue') {
      const closed = await closeDriftIssue(issues, { state, body, last: renderHealed(story.drift) })
      if (closed !== undefined) did.push(`#${closed.number} is closed: ${model} has healed`)
      return closed ?? 'off'
    }
    const kept = await keepDriftIssue(issues, { title: driftTitle(model), state, body })
    did.push(kept === 'muted' ? 'the issue was closed by a person, and stays so' : `#${kept.number} tells of it`)
    return kept
  } catch (error) {
    if (statusOf(error) !== 410) throw error
    did.push('there is no issue: issues are switched off in this repository')
    return 'off'
  }
}

interface Alerting extends Doing {
  readonly kept: Exclude<KeptIssue, 'muted'> | undefined
  readonly planned: Planned | undefined
  readonly attempt: <T>(work: () => Promise<T>) => Promise<T | undefined>
}

/** Tells whose turn it is, and then writes down in the issue that they were told. */
async function alert(story: DriftStory, { attempt, did, host, kept, planned }: Alerting): Promise<void> {
  const issue = typeof kept === 'object' ? kept : undefined
  const before = issue?.state ?? planned?.state
  if (before === undefined) return
  let state = before
  for (const action of story.actions) {
    if (action.do === 'mention' && issue !== undefined && action.level > state.told) {
      const key = `mention/${state.since}/${action.level}`
      const comment = { key, body: renderMention(story.drift, action) }
      const written = await attempt(() => commentOnce(host.issues!, issue.number, comment))
      if (written !== undefined) state = { ...state, told: higher(state.told, action.level) }
      if (written) did.push(`${action.owners.join(', ')} ${action.owners.length === 1 ? 'was' : 'were'} mentioned`)
    }
    if (action.do === 'call_webhook' && isDue(action, state)) {
      const call = { action, state, issueUrl: issue?.url ?? null }
      const called = await attempt(async () => {
        await host.callWebhook(call)
        return true
      })
      if (called) {
        state = { ...state, called: action.event === 'healed' ? 0 : higher(state.called, action.level) }
        did.push(`the webhook was told: ${action.event}`)
      }
    }
  }
  if (issue === undefined || state === before) return
  await tellDriftIssue(host.issues!, issue, { state, body: (told) => renderDriftIssue(story, told) })
}

function isDue({ event, level }: WebhookRequest['action'], { called }: DriftIssueState): boolean {
  return event === 'healed' ? called > 0 : level > called
}

function joined([first, ...others]: readonly UserError[]): UserError | undefined {
  if (first === undefined || others.length === 0) return first
  return new UserError([first, ...others].map(({ message }) => message).join('\n'), { cause: first })
}
