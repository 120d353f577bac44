import * as z from 'zod'
import { type RetrainEvent, retrainEventSchema } from '../ledger/event.ts'
import type { BranchPull } from './own-pull.ts'

/** What has to be known of an earlier training: the ledger has it, and so does the pull request that came of it. */
export type PastTraining = Pick<RetrainEvent, 'at' | 'evidence' | 'minutes' | 'outcome' | 'pull' | 'train'>

const told = z.object({
  v: z.literal(1),
  ...retrainEventSchema.pick({ at: true, evidence: true, minutes: true, train: true }).shape,
})

const MARK = /^<!-- contender:retrained ([A-Za-z0-9+/=]+) -->$/m

/**
 * A line of a pull request, which GitHub does not show, that says what it was opened for: where the ledger could not be written any
 * more, nobody else knows. Base64, as in our comments.
 *
 * @example
 * markTraining({ at: '2026-03-28T00:00:00.000Z', evidence: 'asked 2026-03-28', minutes: 1, train: { from: '2026-01-01T00:00:00Z', to: '2026-03-01T00:00:00Z' } }).startsWith('<!-- contender:retrained ') // true
 */
export function markTraining({ at, evidence, minutes, train }: Omit<PastTraining, 'outcome' | 'pull'>): string {
  const bytes = new TextEncoder().encode(JSON.stringify({ v: 1, at, evidence, minutes, train }))
  return `<!-- contender:retrained ${btoa(String.fromCharCode(...bytes))} -->`
}

/** A job runs no longer at GitHub. */
const LONGEST_JOB = 5 * 86_400_000

/** A pull request of ours, as far as its mark can be true. */
type Marked = Pick<BranchPull, 'body' | 'closedAt' | 'createdAt' | 'number'>

/**
 * The training that a pull request of ours was opened for, or brought up to date with. People may edit its text: a training
 * that was begun long before it was opened, after it was closed, or after now, is none, and none took longer than there was.
 *
 * @returns undefined where it says none that can be
 */
export function trainingIn({ body, closedAt, createdAt, number }: Marked, now: Date): PastTraining | undefined {
  const training = readMark(body)
  if (training === undefined) return undefined
  const [begun, opened] = [Date.parse(training.at), createdAt.getTime()]
  const end = Math.min(now.getTime(), closedAt?.getTime() ?? Number.POSITIVE_INFINITY)
  if (begun > end || begun < opened - LONGEST_JOB) return undefined
  const longest = Math.min((begun <= opened ? opened : end) - begun, LONGEST_JOB)
  return { ...training, minutes: Math.min(training.minutes, longest / 60_000), outcome: 'pass', pull: number }
}

function readMark(body: string): Omit<PastTraining, 'outcome' | 'pull'> | undefined {
  // GitHub's own editor ends lines with \r\n.
  const [, coded] = MARK.exec(body.replaceAll('\r', '')) ?? []
  if (coded === undefined) return undefined
  try {
    const bytes = Uint8Array.from(atob(coded), (letter) => letter.charCodeAt(0))
    const { v: _, ...training } = told.parse(JSON.parse(new TextDecoder().decode(bytes)))
    return training
  } catch {
    return undefined
  }
}

/**
 * All trainings that are known, oldest first: those of the ledger, and those that pull requests alone tell of.
 *
 * @example
 * withTold([], []) // []
 */
export function withTold<E extends PastTraining>(events: readonly E[], told: readonly PastTraining[]): PastTraining[] {
  const same = (a: PastTraining, b: PastTraining) => a.evidence === b.evidence && a.at === b.at
  const alone = told.filter((one) => !events.some((event) => same(event, one) && event.pull !== null))
  // What had no number when it was written down is the same training.
  const known = events.filter((event) => !alone.some((one) => same(event, one)))
  return [...known, ...alone].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}
