import * as z from 'zod'

const level = z.union([z.literal(0), z.literal(1), z.literal(2)])

const driftIssueState = z.object({
  v: z.literal(1),
  model: z.string(),
  /** Start of the first window of the episode; null where rows have no times. */
  since: z.string().nullable(),
  /** What is over its floor: `performance`, `feature/NAME`, … sorted. */
  evidence: z.array(z.string()),
  /** Start of the last window that was told of; null where rows have no times. */
  window: z.string().nullable(),
  /** The highest level that was mentioned in this episode, and that the webhook was called for. */
  told: level,
  called: level,
  /** How often it has come back soon after it had healed. */
  relapses: z.int().min(0),
  /** Whether the episode is over. */
  healed: z.boolean(),
})

/** What the issue of a model says of itself, for us to read and for nobody to see. */
export type DriftIssueState = z.output<typeof driftIssueState>

const MARKER = /^<!-- contender:drift ([A-Za-z0-9+/=]+) -->/

/**
 * The first line of the issue, which GitHub does not show; base64, as in our comments.
 *
 * @example
 * readDriftIssueState(markDriftIssue({ v: 1, model: 'delay', since: null, evidence: [], window: null, told: 0, called: 0, relapses: 0, healed: false })).model // 'delay'
 */
export function markDriftIssue(state: DriftIssueState): string {
  const { called, evidence, healed, model, relapses, since, told, v, window } = state
  const json = JSON.stringify({ v, model, since, evidence, window, told, called, relapses, healed })
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
