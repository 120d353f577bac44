import type { DriftVerdict } from '../../core/artifacts/drift.ts'
import type { Model } from '../../core/config.ts'
import type { DriftEvent } from '../../core/ledger/event.ts'
import { type KnownIssue, nextState, raise } from '../../core/response/decide-drift-issue.ts'
import { NOBODY } from '../../core/response/drift-issue-state.ts'
import { planResponse } from '../../core/response/plan-response.ts'
import type { ResponseAction } from '../../core/response/response-action.ts'
import { column, drift, event, modelOf, performance, situation, windowOf } from './situation.ts'

/** How a week is judged; a breach is drift of performance and of the columns as well. */
export type Judgement = DriftVerdict | 'breach'

export interface Week {
  readonly is: Judgement
  /** That drift, where it does. */
  readonly columns?: readonly string[]
  /** Whether no labels have come. */
  readonly unlabelled?: boolean
  /** When the runs come: hours after the end of the week. */
  readonly hours?: readonly number[]
  /** What a person does to the issue afterwards. */
  readonly person?: 'not_planned' | 'completed' | 'reopens'
  /** `alert` of the config from now on. */
  readonly alert?: string
  /** What a person writes into the mark of the issue afterwards. */
  readonly edits?: Partial<KnownIssue['state']>
}

/** What became of a week. */
export interface Played {
  /** `inputs 1 @acme/ml` */
  readonly mentions: readonly string[]
  /** `drift inputs 1` */
  readonly calls: readonly string[]
  /** `made`, `reopened`, `closed` */
  readonly issue: readonly string[]
  readonly warnings: readonly string[]
  readonly held: readonly string[]
  readonly shown: readonly string[]
  readonly now: KnownIssue | undefined
}

const ALERT = 'webhook: { url: U }, escalate: { after: 3, owners: ["@acme/heads"] }'

/** Plays weeks through the planner, from one to the next, as runs and GitHub would carry its plans out. */
export function play(
  weeks: readonly (Judgement | Week)[],
  { alert = ALERT, ledger = true, name = 'delay' }: { alert?: string; ledger?: boolean; name?: string } = {},
): Played[] {
  let issue: KnownIssue | undefined
  let model = modelNamed(name, alert)
  const history: DriftEvent[] = []
  return weeks.map((played, at) => {
    const week: Week = typeof played === 'string' ? { is: played } : played
    if (week.alert !== undefined) model = modelNamed(name, week.alert)
    const actions: ResponseAction[] = []
    const changes: string[] = []
    for (const hour of week.hours ?? [12]) {
      const now = new Date(Date.parse(windowOf(at).to) + hour * 3_600_000)
      const plan = planResponse(situation({ model, drift: judged(week, at), history, issue, now }))
      const after = carry(issue, plan)
      const was = issue === undefined ? 'none' : issue.open ? 'open' : 'closed'
      if (after !== undefined && (after.open ? 'open' : 'closed') !== was)
        changes.push(!after.open ? 'closed' : was === 'none' ? 'made' : 'reopened')
      issue = after
      actions.push(...plan)
    }
    if (ledger) history.push(recorded(week, at))
    const told = {
      mentions: actions.flatMap((one) =>
        one.do === 'mention' ? [`${one.kind} ${one.level} ${one.owners.join(' ')}`] : [],
      ),
      calls: actions.flatMap((one) => (one.do === 'call_webhook' ? [`${one.event} ${one.kind} ${one.level}`] : [])),
      issue: changes,
      warnings: actions.flatMap((one) => (one.do === 'warn' ? [one.because] : [])),
      held: actions.flatMap((one) => (one.do === 'hold' && one.what === 'alert' ? [one.because] : [])),
      shown: actions.flatMap((one) => (one.do === 'show' ? [one.because] : [])),
      now: issue,
    }
    if (issue !== undefined) issue = afterPerson(issue, week)
    return told
  })
}

/** The issue once a plan was carried out, as `carryOut` does. */
export function carry(before: KnownIssue | undefined, plan: readonly ResponseAction[]): KnownIssue | undefined {
  let issue = before
  for (const action of plan) {
    if (action.do === 'keep_issue')
      issue = { number: issue?.number ?? 1, open: true, reason: null, state: nextState(issue, action.state) }
    if (action.do === 'close_issue') {
      const { open, reason, state } = issue!
      const closes = open && !state.healed
      issue = {
        ...issue!,
        ...(closes && { open: false, reason: reason ?? 'completed' }),
        state: { ...action.state, since: state.since, told: state.told, called: state.called },
      }
    }
    if (action.do === 'mention')
      issue = { ...issue!, state: { ...issue!.state, told: raise(issue!.state.told, action) } }
    if (action.do === 'call_webhook') {
      const called = action.event === 'healed' ? NOBODY : raise(issue!.state.called, action)
      issue = { ...issue!, state: { ...issue!.state, called } }
    }
  }
  return issue
}

function modelNamed(name: string, alert: string): Model {
  return { ...modelOf(`, alert: { ${alert} }`), name }
}

const verdictOf = ({ is }: Week): DriftVerdict => (is === 'breach' ? 'drift' : is)

function performanceOf({ is, unlabelled }: Week): DriftVerdict {
  if (unlabelled) return 'insufficient'
  return is === 'breach' ? 'drift' : is === 'insufficient' ? 'insufficient' : 'stable'
}

export function judged(week: Week, at: number) {
  const verdict = verdictOf(week)
  const columns = verdict === 'drift' ? (week.columns ?? ['distance']) : []
  const moved = columns.map((name) => column(name, 'drift'))
  const others = ['distance', 'origin'].filter((name) => !columns.includes(name))
  return drift(verdict, {
    window: windowOf(at),
    features: [...moved, ...others.map((name) => column(name, 'stable'))],
    performance: performance(performanceOf(week)),
  })
}

export function recorded(week: Week, at: number): DriftEvent {
  const made = event(at, verdictOf(week))
  const families = { ...made.summary.families, performance: performanceOf(week) }
  return { ...made, summary: { ...made.summary, families } }
}

function afterPerson(issue: KnownIssue, { edits, person }: Week): KnownIssue {
  const state = { ...issue.state, ...edits }
  if (person === 'reopens') return { ...issue, state, open: true, reason: null }
  return person !== undefined && issue.open ? { ...issue, state, open: false, reason: person } : { ...issue, state }
}
