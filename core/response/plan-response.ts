import type { Drift, WindowSummary } from '../artifacts/drift.ts'
import type { Model } from '../config.ts'
import { count } from '../count.ts'
import { FEWEST_ROWS } from '../drift/policy/limits.ts'
import type { DriftEvent, RetrainEvent } from '../ledger/event.ts'
import type { PreviousVersion } from './compare-previous.ts'
import { decideDriftIssue, type KnownIssue, nextState } from './decide-drift-issue.ts'
import type { DriftIssueState } from './drift-issue-state.ts'
import { episodeOf, summariesBefore } from './episode.ts'
import { evidenceOf, unseenIn } from './evidence.ts'
import { planAlert } from './plan-alert.ts'
import { planRetraining } from './plan-retraining.ts'
import { planRollback } from './plan-rollback.ts'
import type { ResponseAction } from './response-action.ts'
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
 * - `stable`: nothing; closes the issue, where there is one.
 * - `watch`: the report and the dashboard; an open issue is brought up to date.
 * - A window that is older than what the issue tells of, and one that was judged by the rules of a peer, change nothing.
 * - `drift`: one issue, and its owners are told, once. A performance breach, or lasting drift in important columns with
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
    const keep: ResponseAction[] =
      decision === 'update' ? [{ do: 'keep_issue', state: wanted, because: sayVerdict(drift) }] : []
    return [show, ...keep, ...planRetraining(situation)]
  }
  if (decision === 'muted') {
    const because = sayMuted(situation.issue!)
    return [{ do: 'show', because }, { do: 'hold', what: 'alert', because }, ...planRetraining(situation, because)]
  }
  return [
    { do: 'keep_issue', state: wanted, because: sayVerdict(drift) },
    ...planAlert(situation, wanted, episodeOf(judgedOf(drift, earlier))),
    ...planRollback(situation),
    ...planRetraining(situation),
  ]
}

/** What is judged for its numbers alone. */
function whyAside({ drift: { compat, window }, issue }: ResponseSituation): string | undefined {
  if (compat !== null) return `judged by the rules of ${compat}: nothing is opened, told or trained by them`
  const told = issue?.state.window ?? null
  if (window === null || told === null || Date.parse(window.from) >= Date.parse(told)) return undefined
  return `an old window: #${issue!.number} tells of the one from ${told.slice(0, 10)} already`
}

/** Windows before the one that is judged, from the artifact and the ledger. */
export function earlierOf({ drift, history }: Pick<ResponseSituation, 'drift' | 'history'>): WindowSummary[] {
  return summariesBefore({ from: drift.window?.from ?? null, versions: drift.versions }, drift.history, history)
}

function judgedOf({ verdict, window }: Drift, earlier: readonly WindowSummary[]) {
  return { from: window?.from ?? null, verdict, earlier }
}

function wantedState({ drift, issue, model }: ResponseSituation, earlier: readonly WindowSummary[]): DriftIssueState {
  const window = drift.window?.from ?? null
  const found = evidenceOf(drift)
  // On watch nothing is judged to drift: what the issue is about stays what it was.
  const evidence = drift.verdict === 'watch' && issue !== undefined ? issue.state.evidence : found
  const { since } = episodeOf(judgedOf(drift, earlier))
  const fresh = {
    v: 1,
    model: model.name,
    since,
    evidence,
    window,
    told: 0,
    called: 0,
    relapses: 0,
    healed: false,
  } as const
  if (!isRelapse({ drift, issue })) return nextState(issue?.state, fresh)
  const { called, relapses, since: begun, told } = issue!.state
  return { ...fresh, since: begun, told, called, relapses: relapses + 1 }
}

/** Whether the last windows before a stable one were stable too. */
function isSettled(earlier: readonly WindowSummary[]): boolean {
  const last = earlier.filter(({ verdict }) => verdict !== 'insufficient').slice(1 - RELAPSE_WINDOWS)
  return last.length === RELAPSE_WINDOWS - 1 && last.every(({ verdict }) => verdict === 'stable')
}

/** Windows after healing in which drift counts as the same episode. */
const RELAPSE_WINDOWS = 3

/** What comes and goes around a floor is one episode: its owners are not told each time. */
function isRelapse({ drift: { window }, issue }: Pick<ResponseSituation, 'drift' | 'issue'>): boolean {
  if (window === null || !issue?.state.healed || issue.state.window === null) return false
  const length = Date.parse(window.to) - Date.parse(window.from)
  return Date.parse(window.from) - Date.parse(issue.state.window) <= RELAPSE_WINDOWS * length
}

function planHealing(
  { drift, issue, model, now }: ResponseSituation,
  earlier: readonly WindowSummary[],
): ResponseAction[] {
  if (issue === undefined) return []
  const unseen = issue.open ? unseenIn(issue.state.evidence, drift) : []
  if (unseen.length > 0) return [{ do: 'show', because: sayUnseen(unseen) }]
  // Who muted it is not to be asked again for what comes and goes.
  if (!issue.open && issue.reason === 'not_planned' && !isSettled(earlier)) return []
  const state = { ...issue.state, window: drift.window?.from ?? null, healed: true }
  // One that a person has opened again after that is theirs.
  const isTold = issue.state.healed && issue.state.called === 0
  const because = sayVerdict(drift)
  const close: ResponseAction[] = isTold ? [] : [{ do: 'close_issue', state, because }]
  return [...close, ...planAlert({ model, now, owners: [] }, state, undefined)]
}

function sayUnseen([first, ...others]: readonly string[]): string {
  const more = others.length === 0 ? '' : ` and ${count(others.length, 'thing')} more`
  return `the issue stays open: what it is about, ${first}${more}, cannot be judged in this window`
}

function sayMissing({ because, current, reference, window }: Drift): string {
  if (window?.complete === false)
    return `the window that ends at ${window.to} is not over, or its newest logs have not come: it is judged once it is`
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
