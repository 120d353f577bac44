import type { DriftIssueState } from './drift-issue-state.ts'

/** The issue of a model, as it stands. */
export interface KnownIssue {
  readonly number: number
  readonly open: boolean
  /** Why it was closed, where it is: `not_planned`, `completed`, `duplicate`. */
  readonly reason: string | null
  readonly state: DriftIssueState
}

/**
 * What becomes of the issue of a model that drifts. Closed as not planned, it stays closed for the same evidence until
 * the drift heals; closed otherwise, until the next window. One that was closed because the drift had healed is opened
 * again for a new episode, so that a model has one issue for ever.
 *
 * @param wanted what is to be told now
 */
export function decideDriftIssue(
  issue: KnownIssue | undefined,
  wanted: Pick<DriftIssueState, 'evidence' | 'window'>,
): 'create' | 'update' | 'reopen' | 'muted' {
  if (issue === undefined) return 'create'
  const { open, reason, state } = issue
  if (open) return 'update'
  if (state.healed) return 'reopen'
  const isMuted =
    reason === 'not_planned'
      ? wanted.evidence.every((key) => state.evidence.includes(key))
      : state.window === wanted.window
  return isMuted ? 'muted' : 'reopen'
}

/**
 * What the issue says once a window was told: of one episode the beginning and who was told stay, so that whoever
 * comes late, or twice, mentions nobody again.
 */
export function nextState(before: DriftIssueState | undefined, wanted: DriftIssueState): DriftIssueState {
  if (before === undefined || before.healed) return wanted
  return {
    ...wanted,
    since: before.since,
    relapses: before.relapses,
    told: higher(before.told, wanted.told),
    called: higher(before.called, wanted.called),
  }
}

type Level = DriftIssueState['told']

export function higher(a: Level, b: Level): Level {
  return a > b ? a : b
}
