import type { Drift } from '../artifacts/drift.ts'
import { decimalsOf, formatNumber } from '../format-number.ts'
import { sha256 } from '../sha256.ts'
import type { DriftIssueState } from './drift-issue-state.ts'
import type { ResponseAction } from './response-action.ts'
import type { WebhookFacts } from './webhook-body.ts'
import { withoutMentions } from './without-mentions.ts'

/** What a call is about. */
export interface WebhookCall {
  readonly action: Extract<ResponseAction, { do: 'call_webhook' }>
  readonly drift: Drift
  readonly state: DriftIssueState
  /** Of the whole plan: what happens next is told too. */
  readonly actions: readonly ResponseAction[]
  /** `owner/name`; null where it is not known. */
  readonly repository: string | null
  /** Addresses for people; null where there is none. */
  readonly issueUrl: string | null
  readonly runUrl: string | null
}

/** Causes that are named. */
const MOST_CAUSES = 5

/** What a webhook is told, by the names that a template may use; nothing that comes from data calls anybody in a chat. */
export function webhookFacts({
  action,
  actions,
  drift,
  issueUrl,
  repository,
  runUrl,
  state,
}: WebhookCall): WebhookFacts {
  const { causes, performance, versions, window } = drift
  const named = causes.slice(0, MOST_CAUSES).map(({ features }) => features.join(' and '))
  const facts: WebhookFacts = {
    event: action.event,
    kind: action.kind,
    level: action.level,
    // The words of services that page people.
    event_action: action.event === 'healed' ? 'resolve' : 'trigger',
    severity: action.event === 'healed' ? 'info' : action.level === 2 ? 'critical' : 'warning',
    key: episodeKey(repository, state),
    summary: summaryOf(action, drift, state.since),
    because: drift.because.join('; '),
    next: nextStep(actions),
    model: drift.model,
    version: versions.join(', '),
    repository,
    verdict: drift.verdict,
    since: state.since,
    window_from: window?.from ?? null,
    window_to: window?.to ?? null,
    rows: drift.current.rows,
    causes: named.join(', '),
    metric: performance?.metric ?? null,
    loss: performance?.loss?.value ?? null,
    issue_url: issueUrl,
    run_url: runUrl,
  }
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, ADDRESSES.has(name) ? value : plainFact(value)]),
  )
}

/** The same for all calls of an episode: by it a service that pages people joins them. */
function episodeKey(repository: string | null, { model, since }: DriftIssueState): string {
  return `contender/${repository ?? 'local'}/${model}/${since ?? 'no-time'}`
}

/**
 * The key of one call, the same for each try and each run that makes it again.
 *
 * @returns 40 hexadecimal digits
 */
export function callKey({ action, repository, state }: Pick<WebhookCall, 'action' | 'repository' | 'state'>): string {
  const what = action.event === 'healed' ? action.event : `${action.kind}/${action.event}`
  return sha256(`${episodeKey(repository, state)}/${what}`).slice(7, 47)
}

function summaryOf({ event, kind }: WebhookCall['action'], { model, performance }: Drift, from: string | null): string {
  if (event === 'healed') return `${model} has healed`
  if (kind === 'inputs' || performance === null) return `${model} drifts${since(from)}`
  const { metric, metrics } = performance
  const { current, reference } = metrics[metric] ?? {}
  const show = (of: typeof current) => formatNumber(of?.value ?? null, decimalsOf(current?.ci ?? null))
  const values = current && reference ? `: ${metric} ${show(reference)} → ${show(current)}` : ''
  return `${model} predicts worse than its margin allows${since(from)}${values}`
}

function since(time: string | null): string {
  return time === null ? '' : ` since ${time.slice(0, 10)}`
}

function nextStep(actions: readonly ResponseAction[]): string {
  const next = actions.flatMap((action) => {
    if (action.do === 'retrain') return ['it is trained anew']
    if (action.do === 'propose_rollback') return [`rolling back to ${action.version} is proposed: ${action.command}`]
    if (action.do === 'hold' && action.what === 'retrain') return [`it is not trained anew: ${action.because}`]
    return []
  })
  return next.join('; ')
}

/** They are GitHub's, and must lead where they say. */
const ADDRESSES: ReadonlySet<string> = new Set(['issue_url', 'run_url'])

function plainFact(value: WebhookFacts[string]): WebhookFacts[string] {
  return typeof value === 'string' ? withoutMentions(value) : value
}
