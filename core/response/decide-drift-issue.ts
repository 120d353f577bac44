import type { DriftIssueState, EvidenceKind, ToldLevels } from './drift-issue-state.ts'

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
 * again for a new episode, so that a model has one issue for ever. What opens a muted one is a new episode too.
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

/** Whether a person wants to hear no more of what an issue is about. */
export function isMute({ open, reason, state }: KnownIssue): boolean {
  return !open && reason === 'not_planned' && !state.healed
}

/**
 * What the issue says once a window was told: of one episode the beginning and who was told stay, so that whoever
 * comes late, or twice, mentions nobody again. A beginning after the window that is told of is none.
 */
export function nextState(issue: KnownIssue | undefined, wanted: DriftIssueState): DriftIssueState {
  if (issue === undefined || issue.state.healed || isMute(issue)) return wanted
  const { called, held, since, told } = issue.state
  const isBefore = since !== null && (wanted.window === null || Date.parse(since) <= Date.parse(wanted.window))
  return {
    ...wanted,
    since: isBefore ? since : wanted.since,
    told: higher(told, wanted.told),
    called: higher(called, wanted.called),
    held: wanted.held && (held ?? wanted.held),
  }
}

type Level = ToldLevels['inputs']

function higher(a: ToldLevels, b: ToldLevels): ToldLevels {
  return {
    inputs: Math.max(a.inputs, b.inputs) as Level,
    performance: Math.max(a.performance, b.performance) as Level,
  }
}

/**
 * What was told, once somebody is told of one thing more. Who has heard of a breach of performance needs not hear that
 * inputs move as well.
 */
export function raise(
  levels: ToldLevels,
  { kind, level }: { readonly kind: EvidenceKind; readonly level: 1 | 2 },
): ToldLevels {
  return higher(levels, { inputs: level, performance: kind === 'performance' ? level : 0 })
}
