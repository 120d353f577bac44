import { UserError } from '../../core/errors.ts'
import { explainRequest, statusOf } from '../../core/io/github/client.ts'
import { closeDriftIssue, type DriftIssue, findDriftIssue, keepDriftIssue } from '../../core/io/github/drift-issue.ts'
import type { IssuePlace } from '../../core/io/github/one-issue.ts'
import { joinErrors } from '../../core/join-errors.ts'
import type { DriftIssueState } from '../../core/response/drift-issue-state.ts'
import type { ResponseAction } from '../../core/response/response-action.ts'
import { renderHealed } from '../../reports/drift-comment.ts'
import { type DriftStory, driftTitle, renderDriftIssue } from '../../reports/drift-issue.ts'
import { tellWhoseTurn } from './tell-whose-turn.ts'

/** What carrying out a plan may touch of the world. */
export interface ResponseHost {
  /** Undefined where there is no GitHub, or no token for it: nothing is written there, and nobody is mentioned. */
  readonly issues: IssuePlace | undefined
  /** Calls the webhook. @throws {UserError} if it does not answer */
  readonly callWebhook: (call: WebhookRequest) => Promise<void>
  /** Has the model trained anew, or started; not twice for one evidence. @returns what became of it, as a sentence */
  readonly retrain: (action: Extract<ResponseAction, { do: 'retrain' }>) => Promise<string>
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
  const tell = (issue: DriftIssue | undefined) => {
    const state = issue?.state ?? planned?.state
    return state && attempt(() => tellWhoseTurn(story, { host, did, issue, before: state, attempt }))
  }
  if (kept?.tells === 'now') await tell(kept.issue)
  for (const action of actions) await attempt(() => doOne(action, { host, did }))
  // The run that made the issue tells whose turn it is: this one looks last whether it did.
  const made = kept?.tells === 'last' && (await attempt(() => findDriftIssue(host.issues!, story.drift.model)))
  if (made) await tell(made)
  const issue = kept?.issue && { number: kept.issue.number, url: kept.issue.url }
  return { did, issue, failed: failures.length === 0 ? undefined : joinErrors(failures) }
}

export interface Doing {
  readonly host: ResponseHost
  readonly did: string[]
}

/** What needs no issue. */
async function doOne(action: ResponseAction, { did, host }: Doing): Promise<void> {
  if (action.do === 'hold' || action.do === 'show') did.push(action.because)
  if (action.do === 'propose_rollback') did.push(`${action.because}: \`${action.command}\` rolls back`)
  if (action.do === 'retrain') did.push(await host.retrain(action))
}

/** What a plan warns of: the run says it too. */
export function warningsOf({ actions }: Pick<DriftStory, 'actions'>): string[] {
  return actions.flatMap((action) => (action.do === 'warn' ? [action.because] : []))
}

type Planned = Extract<ResponseAction, { do: 'keep_issue' | 'close_issue' }>

interface KeptIssue {
  /** Undefined where there is none: a webhook is told all the same. */
  readonly issue: DriftIssue | undefined
  /** When this run tells whose turn it is. */
  readonly tells: 'now' | 'last' | 'never'
}

async function keep(story: DriftStory, planned: Planned, { did, host }: Doing): Promise<KeptIssue> {
  const { issues } = host
  if (issues === undefined) return { issue: undefined, tells: 'now' }
  const { model } = story.drift
  const { state } = planned
  const body = (told: DriftIssueState) => renderDriftIssue(story, told)
  try {
    if (planned.do === 'close_issue') {
      const last = renderHealed(story.drift, warningsOf(story))
      const issue = await closeDriftIssue(issues, { state, body, last })
      if (issue !== undefined) did.push(`#${issue.number} is closed: ${model} has healed`)
      return { issue, tells: 'now' }
    }
    const issue = await keepDriftIssue(issues, { title: driftTitle(model), state, body })
    if (issue === 'muted') {
      did.push('the issue was closed by a person, and stays so')
      return { issue: undefined, tells: 'never' }
    }
    did.push(`#${issue.number} tells of it`)
    return { issue, tells: issue.isTheirs ? 'last' : 'now' }
  } catch (error) {
    if (statusOf(error) !== 410) throw error
    did.push('there is no issue: issues are switched off in this repository')
    return { issue: undefined, tells: 'now' }
  }
}
