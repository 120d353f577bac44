import type { Drift, WindowSummary } from '../artifacts/drift.ts'
import type { Model } from '../config.ts'
import { count } from '../count.ts'
import { FEWEST_ROWS } from '../drift/policy/limits.ts'
import type { DriftEvent, RetrainEvent } from '../ledger/event.ts'
import { sayWindow } from '../say-window.ts'
import { CALM_WINDOWS, calmWindows } from './calm-windows.ts'
import type { PreviousVersion } from './compare-previous.ts'
import { decideDriftIssue, isMute, type KnownIssue, nextState } from './decide-drift-issue.ts'
import { type DriftIssueState, NOBODY } from './drift-issue-state.ts'
import { episodeStart, summariesBefore } from './episode.ts'
import { evidenceOf, unseenIn } from './evidence.ts'
import { isHeld, planAlert } from './plan-alert.ts'
import { planRetraining } from './plan-retraining.ts'
import { planRollback } from './plan-rollback.ts'
import type { ResponseAction } from './response-action.ts'
import { turnOf } from './turn.ts'
import { sayMuted } from './why-muted.ts'

/** What is known when a window of production has been judged. */
export interface ResponseSituation {
  readonly model: Pick<Model, 'data' | 'name' | 'drift' | 'retrain'>
  readonly drift: Drift
  /** Windows of this model in the ledger, in any order; the one that is judged now may be among them. */
  readonly history: readonly DriftEvent[]
  /** Trainings of this model in the ledger, oldest first. */
  readonly retrainings: readonly RetrainEvent[]
  /** The issue of this model, open or closed. */
  readonly issue: KnownIssue | undefined
  /** The open pull request that proposes a challenger; undefined where there is none, or nobody can see it. */
  readonly pull: { readonly number: number } | undefined
  /** How the version before does on the rows of this window. */
  readonly previous: PreviousVersion | undefined
  /** Whose turn it is first: see `alertOwners`. */
  readonly owners: readonly string[]
  readonly now: Date
}

/**
 * What to do about a window of production. Pure: the same situation gives the same plan, and a plan that was carried
 * out leads to one that changes nothing.
 *
 * - `insufficient`: says how many rows are missing; what is open stays open.
 * - `stable`: nothing; an open issue is brought up to date, and closed once three windows in a row were stable. What
 *   comes and goes around a floor is one episode, and tells nobody each time.
 * - `watch`: the report and the dashboard; an open issue is brought up to date.
 * - A window that is older than what the issue tells of, and one that was judged by the rules of a peer, change nothing.
 * - `drift`: one issue, and its owners are told, once of inputs and once of performance. A performance breach, or lasting drift in important columns with
 *   an estimated loss, begins a retraining, or proposes the version before where that is measurably better.
 *
 * @returns in the order in which they are to be done
 */
export function planResponse(situation: ResponseSituation): ResponseAction[] {
  const { drift } = situation
  const aside = whyAside(situation)
  if (aside !== undefined) return [{ do: 'show', because: aside }]
  const earlier = earlierOf(situation)
  if (drift.verdict === 'insufficient' || drift.window?.complete === false)
    return [{ do: 'show', because: sayMissing(drift) }, ...planRetraining(situation)]
  if (drift.verdict === 'stable') return [...planHealing(situation, earlier), ...planRetraining(situation)]
  const wanted = wantedState(situation, earlier)
  const decision = decideDriftIssue(situation.issue, wanted)
  if (drift.verdict === 'watch') {
    const show: ResponseAction = { do: 'show', because: sayVerdict(drift) }
    if (decision !== 'update') return [show, ...planRetraining(situation)]
    const state = { ...wanted, held: situation.issue!.state.held }
    return [show, { do: 'keep_issue', state, because: sayVerdict(drift) }, ...planRetraining(situation)]
  }
  if (decision === 'muted') {
    const because = sayMuted(situation.issue!)
    return [{ do: 'show', because }, { do: 'hold', what: 'alert', because }, ...planRetraining(situation, because)]
  }
  const alert = planAlert(situation, wanted, turnOf(drift, { since: wanted.since, earlier }))
  return [
    { do: 'keep_issue', state: heldBy(alert, wanted), because: sayVerdict(drift) },
    ...alert,
    ...planRollback(situation),
    ...planRetraining(situation),
  ]
}

/** What is judged for its numbers alone. */
function whyAside({ drift: { compat, window }, issue, now }: ResponseSituation): string | undefined {
  if (compat !== null) return `judged by the rules of ${compat}: nothing is opened, told or trained by them`
  const told = issue?.state.window ?? null
  if (window === null || told === null || Date.parse(window.from) >= Date.parse(told)) return undefined
  // Nobody has told of what is still to come: a person has written it there.
  if (Date.parse(told) > now.getTime()) return undefined
  return `an old window: #${issue!.number} tells of the one from ${told.slice(0, 10)} already`
}

/** Windows before the one that is judged, from the artifact and the ledger. */
export function earlierOf({ drift, history }: Pick<ResponseSituation, 'drift' | 'history'>): WindowSummary[] {
  return summariesBefore({ from: drift.window?.from ?? null, versions: drift.versions }, drift.history, history)
}

/** What the issue is to say; `held` where its alert is not told now. */
function wantedState(
  { drift, issue, model, now }: ResponseSituation,
  earlier: readonly WindowSummary[],
): DriftIssueState {
  const window = drift.window?.from ?? null
  // On watch nothing is judged to drift: what the issue is about stays what it was.
  const evidence = drift.verdict === 'watch' && issue !== undefined ? issue.state.evidence : evidenceOf(drift)
  // What somebody wants to hear no more of is over for them: something else begins now.
  const isNew = issue !== undefined && isMute(issue)
  const since = isNew ? window : episodeStart(window, earlier)
  return nextState(issue, {
    ...{ v: 1, model: model.name, since, evidence, window, over: window },
    ...{ told: NOBODY, called: NOBODY, held: now.toISOString(), healed: false },
  })
}

function heldBy(alert: readonly ResponseAction[], state: DriftIssueState): DriftIssueState {
  return isHeld(alert) ? state : { ...state, held: null }
}

function planHealing(
  { drift, issue, model, now }: ResponseSituation,
  earlier: readonly WindowSummary[],
): ResponseAction[] {
  if (issue === undefined) return []
  const { open, state: before } = issue
  const window = drift.window?.from ?? null
  const because = sayVerdict(drift)
  if (!before.healed) {
    const unseen = open ? unseenIn(before.evidence, drift) : []
    if (unseen.length > 0) return [{ do: 'show', because: sayUnseen(unseen) }]
    const calm = calmWindows({ window: drift.window, over: before.over, evidence: before.evidence, earlier })
    if (calm < CALM_WINDOWS) return open ? keepCalm(calm, { ...before, window }) : []
  }
  const state = { ...before, window, healed: true, held: before.held ?? now.toISOString() }
  const alert = planAlert({ model, now, owners: [] }, state, undefined)
  // One that a person has opened again after it had healed is theirs.
  if (before.healed && alert.length === 0) return []
  const untold: ResponseAction[] =
    open && !before.healed && isUntold(before) ? [{ do: 'warn', because: sayUntold(before) }] : []
  return [{ do: 'close_issue', state: heldBy(alert, state), because }, ...untold, ...alert]
}

function keepCalm(calm: number, state: DriftIssueState): ResponseAction[] {
  const because = `it is stable: the issue is closed after ${count(Math.ceil(CALM_WINDOWS - calm), 'more stable window')}`
  return [
    { do: 'show', because },
    { do: 'keep_issue', state, because },
  ]
}

/** Whether an episode that had to be told was told to nobody. */
function isUntold({ called, held, told }: DriftIssueState): boolean {
  return held !== null && [...Object.values(told), ...Object.values(called)].every((level) => level === 0)
}

function sayUntold({ held }: DriftIssueState): string {
  return `nobody was told of this episode: from ${held!.slice(0, 10)} on every run that had it to tell fell into quiet hours; let the workflow run outside of them`
}

function sayUnseen([first, ...others]: readonly string[]): string {
  const more = others.length === 0 ? '' : ` and ${count(others.length, 'thing')} more`
  return `the issue stays open: what it is about, ${first}${more}, cannot be judged in this window`
}

function sayMissing({ because, current, reference, window }: Drift): string {
  if (window?.complete === false)
    return `the window of ${sayWindow(window)} is not over, or its newest logs have not come: it is judged once it is`
  const missing = (rows: number, where: string) =>
    rows >= FEWEST_ROWS
      ? []
      : [`${count(FEWEST_ROWS - rows, 'row')} missing in ${where}: it has ${rows}, at least ${FEWEST_ROWS} are needed`]
  const said = [...missing(current.rows, 'the window'), ...missing(reference.rows, 'the reference')]
  return said.length > 0 ? said.join('; ') : (because[0] ?? 'nothing could be judged')
}

function sayVerdict({ because, verdict }: Drift): string {
  return because[0] ?? `the verdict is ${verdict}`
}
