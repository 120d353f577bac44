import * as z from 'zod'

const level = z.literal([0, 1, 2])

/** The highest level for each kind of evidence: 0 nobody, 1 the owners, 2 those that it is escalated to. */
const levels = z.object({ inputs: level, performance: level })

/** What is no time says nothing: who may write in the repository may have put it there. */
const time = z.iso.datetime().nullable().catch(null)

const driftIssueState = z.object({
  v: z.literal(1),
  model: z.string(),
  /** Start of the first window of the episode; null where rows have no times. */
  since: time,
  /** What is over its floor: `performance`, `feature/NAME`, … sorted. */
  evidence: z.array(z.string()),
  /** Start of the last window that it tells of; null where rows have no times. */
  window: time,
  /** Start of the last one that was over a floor: how long it has been calm is counted from there. */
  over: time,
  /** Who was mentioned in this episode, and what the webhook was called for. */
  told: levels,
  called: levels,
  /** When the alert that is due was first held, for quiet hours; null where none is. */
  held: time,
  /** Whether the episode is over. */
  healed: z.boolean(),
})

/** What the issue of a model says of itself, for us to read and for nobody to see. */
export type DriftIssueState = z.output<typeof driftIssueState>

export type ToldLevels = DriftIssueState['told']

/** What people are told of: a breach of performance is another thing than inputs that move, and worse. */
export type EvidenceKind = keyof ToldLevels

export const NOBODY: ToldLevels = { inputs: 0, performance: 0 }

const MARKER = /^<!-- contender:drift ([A-Za-z0-9+/=]+) -->/

/**
 * The first line of the issue, which GitHub does not show; base64, as in our comments.
 *
 * @example
 * readDriftIssueState(markDriftIssue({ v: 1, model: 'delay', since: null, evidence: [], window: null, over: null, told: NOBODY, called: NOBODY, held: null, healed: false })).model // 'delay'
 */
export function markDriftIssue(state: DriftIssueState): string {
  const { called, evidence, healed, held, model, over, since, told, v, window } = state
  const json = JSON.stringify({ v, model, since, evidence, window, over, told, called, held, healed })
  return `<!-- contender:drift ${btoa(String.fromCharCode(...new TextEncoder().encode(json)))} -->`
}

/**
 * What an issue says of itself; undefined where it is none of ours. The mark has to be the very first. It is a hint
 * all the same: who may write in the repository may edit it.
 */
export function readDriftIssueState(body: string): DriftIssueState | undefined {
  const [, coded] = MARKER.exec(body) ?? []
  if (coded === undefined) return undefined
  try {
    const bytes = Uint8Array.from(atob(coded), (letter) => letter.charCodeAt(0))
    return driftIssueState.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    return undefined
  }
}
