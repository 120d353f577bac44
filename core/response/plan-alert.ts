import type { Model } from '../config.ts'
import type { DriftIssueState } from './drift-issue-state.ts'
import type { Episode } from './episode.ts'
import { quietUntil } from './quiet-hours.ts'
import type { AlertLevel, ResponseAction } from './response-action.ts'

interface Alerted {
  readonly model: Pick<Model, 'drift'>
  readonly owners: readonly string[]
  readonly now: Date
}

/**
 * Who is told now: the owners once an episode begins, the second level after so many windows of it; each once. In
 * quiet hours nobody is, and the first run after them does it, for the `state` still lacks it.
 *
 * @param state what was told before
 * @param episode undefined: it has healed, which only a webhook is told that was called before
 */
export function planAlert(
  { model: { drift }, now, owners }: Alerted,
  state: DriftIssueState,
  episode: Episode | undefined,
): ResponseAction[] {
  const { escalate, quiet, webhook } = drift?.alert ?? {}
  const level = episode === undefined ? 0 : escalate !== undefined && episode.windows >= escalate.after ? 2 : 1
  const named = level === 0 ? [] : ownersFrom(state.told, level, { owners, second: escalate?.owners ?? [] })
  const actions: ResponseAction[] = []
  if (level > state.told && named.length > 0) actions.push({ do: 'mention', level: level as AlertLevel, owners: named })
  if (webhook !== undefined && level > state.called)
    actions.push({ do: 'call_webhook', event: level === 2 ? 'escalated' : 'drift', level: level as AlertLevel })
  if (webhook !== undefined && level === 0 && state.called > 0)
    actions.push({ do: 'call_webhook', event: 'healed', level: state.called as AlertLevel })
  const until = actions.length === 0 ? undefined : quietUntil(quiet, now)
  if (until === undefined) return actions
  const because = `quiet hours until ${until.toISOString().slice(0, 16).replace('T', ' ')} UTC: the first run after them tells whose turn it is`
  return [{ do: 'hold', what: 'alert', because }]
}

/** Those of the levels above the one that was told, each once. */
function ownersFrom(
  told: number,
  level: AlertLevel,
  { owners, second }: { readonly owners: readonly string[]; readonly second: readonly string[] },
): string[] {
  const first = told < 1 ? owners : []
  const others = level === 2 ? second.filter((owner) => told < 1 || !owners.includes(owner)) : []
  return [...new Set([...first, ...others])]
}
