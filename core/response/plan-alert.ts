import type { Model } from '../config.ts'
import type { DriftIssueState } from './drift-issue-state.ts'
import { type QuietHours, quietUntil } from './quiet-hours.ts'
import type { AlertLevel, ResponseAction } from './response-action.ts'
import type { Turn } from './turn.ts'

interface Alerted {
  readonly model: Pick<Model, 'drift'>
  readonly owners: readonly string[]
  readonly now: Date
}

/**
 * Who is told now: the owners once an episode begins, and once more where performance breaks in it; the second level
 * after so many windows of either; each once. In quiet hours nobody is, and the first run after them does it, for the
 * `state` still lacks it. Where quiet hours have ended in between and no run came before the next, it warns: the
 * schedule may never tell anybody.
 *
 * @param state what was told before, and since when an alert is held
 * @param turn undefined: it has healed, which only a webhook is told that was called before
 */
export function planAlert(
  { model: { drift }, now, owners }: Alerted,
  state: DriftIssueState,
  turn: Turn | undefined,
): ResponseAction[] {
  const { escalate, quiet, webhook } = drift?.alert ?? {}
  const due =
    turn === undefined
      ? webhook === undefined
        ? []
        : healedCall(state)
      : dueActions(turn, state, {
          level: escalate !== undefined && turn.windows >= escalate.after ? 2 : 1,
          first: owners,
          second: escalate?.owners ?? [],
          calls: webhook !== undefined,
        })
  if (quiet === undefined || due.length === 0) return due
  const until = quietUntil(quiet, now)
  if (until === undefined) return due
  const because = `quiet hours until ${until.toISOString().slice(0, 16).replace('T', ' ')} UTC: the first run after them tells whose turn it is`
  return [{ do: 'hold', what: 'alert', because }, ...missed(state, quiet, now)]
}

/** Whether a plan tells nobody what it would tell by day. */
export function isHeld(actions: readonly ResponseAction[]): boolean {
  return actions.some((action) => action.do === 'hold' && action.what === 'alert')
}

interface Parties {
  readonly level: AlertLevel
  readonly first: readonly string[]
  readonly second: readonly string[]
  /** Whether there is a webhook. */
  readonly calls: boolean
}

function dueActions({ kind }: Turn, state: DriftIssueState, parties: Parties): ResponseAction[] {
  const { calls, level } = parties
  const owners = ownersFrom(state.told[kind], parties)
  const mention: ResponseAction[] =
    level > state.told[kind] && owners.length > 0 ? [{ do: 'mention', kind, level, owners }] : []
  const event = level === 2 ? 'escalated' : 'drift'
  const call: ResponseAction[] = calls && level > state.called[kind] ? [{ do: 'call_webhook', event, kind, level }] : []
  return [...mention, ...call]
}

/** Those of the levels above the one that was told, each once. */
function ownersFrom(told: number, { first, level, second }: Parties): string[] {
  const others = level === 2 ? second.filter((owner) => told < 1 || !first.includes(owner)) : []
  return [...new Set([...(told < 1 ? first : []), ...others])]
}

function healedCall({ called: { inputs, performance } }: DriftIssueState): ResponseAction[] {
  const level = Math.max(inputs, performance)
  if (level === 0) return []
  const kind = performance > 0 ? 'performance' : 'inputs'
  return [{ do: 'call_webhook', event: 'healed', kind, level: level as AlertLevel }]
}

function missed({ held }: DriftIssueState, quiet: QuietHours, now: Date): ResponseAction[] {
  const ended = held === null ? undefined : quietUntil(quiet, new Date(held))
  if (ended === undefined || ended > now) return []
  const { from, to, zone } = quiet
  const because = `an alert is held since ${held!.slice(0, 10)}, for every run since then fell into quiet hours (${from} to ${to}, ${zone}): let the workflow run outside of them, or nobody is ever told`
  return [{ do: 'warn', because }]
}
