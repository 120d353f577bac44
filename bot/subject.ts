import type { Repository } from '../core/io/github/client.ts'
import type { FoundGroup } from '../core/pull-request/queue-branch.ts'

/** A comment that asks the bot for something, as it was when it was written. */
export interface AskedCommand {
  /** Of the pull request or issue. */
  readonly number: number
  readonly isPull: boolean
  readonly comment: {
    readonly id: number
    readonly body: string
    readonly url: string
    readonly createdAt: string
    readonly updatedAt: string
  }
  /** Login of who wrote it. */
  readonly sender: string
  /** GUID of the webhook; null where the bot found it by itself. */
  readonly delivery: string | null
}

/** A check run of ours, one of whose buttons somebody pressed. */
export interface PressedCheck {
  readonly id: number
  readonly name: string
  readonly head: string
  readonly externalId: string | null
  readonly pulls: readonly number[]
}

/** Commits that came to the default branch. */
export interface Pushed {
  readonly branch: string
  /** Null where no look at the branch came before this one: what it had then is not known. */
  readonly before: string | null
  readonly after: string
  /** Login of who pushed or merged; null: nobody is known. */
  readonly sender: string | null
  /** GUID of the webhook; null where a look at the branch found that it has moved. */
  readonly delivery: string | null
}

/** What a delivery says: look at this again. */
export type Subject =
  /** `verify`: a comment of ours may be other than we left it. */
  | { readonly kind: 'pull'; readonly number: number; readonly verify?: boolean }
  /** The pull requests of a workflow run, where GitHub does not say which: a fork's. */
  | { readonly kind: 'run'; readonly head: string; readonly headRepository: string; readonly headBranch: string }
  /** Every open pull request for a branch, as what they are judged by changed. */
  | { readonly kind: 'pulls'; readonly base: string }
  | { readonly kind: 'group'; readonly group: FoundGroup }
  | { readonly kind: 'command'; readonly asked: AskedCommand }
  | { readonly kind: 'button'; readonly check: PressedCheck; readonly sender: string; readonly delivery: string }
  /** What a push brought to the tip of the default branch, which says who pushed, and what a look found there. */
  | { readonly kind: 'policy'; readonly tip: string; readonly pushed?: Pushed; readonly swept?: Pushed }
  | { readonly kind: 'released'; readonly tag: string }
  | { readonly kind: 'dashboard' }

/** A subject, and where it is. */
export interface Place {
  readonly installation: number
  readonly at: Repository
  /** Its number: a name may come to be another repository's. */
  readonly repositoryId: number
}

/** What is one thing, however often it is told of. */
export function keyOf(subject: Subject): string {
  switch (subject.kind) {
    case 'pull':
      return `pull ${subject.number}`
    case 'run':
      return `run ${subject.headRepository} ${subject.head}`
    case 'pulls':
      return `pulls ${subject.base}`
    case 'group':
      return `group ${subject.group.head_sha}`
    case 'command':
      return `command ${subject.asked.comment.id}`
    case 'button':
      return `button ${subject.delivery}`
    case 'policy':
      return `policy ${subject.tip}`
    case 'released':
      return `released ${subject.tag}`
    default:
      return subject.kind
  }
}

/** What is worked on one after the other: everything about one pull request. */
export function laneOf(subject: Subject): string {
  switch (subject.kind) {
    case 'pull':
      return `#${subject.number}`
    case 'command':
      return `#${subject.asked.number}`
    case 'button':
      return subject.check.pulls[0] === undefined ? `check ${subject.check.head}` : `#${subject.check.pulls[0]}`
    case 'policy':
      return 'policy'
    default:
      return keyOf(subject)
  }
}

/** Whether its turn matters: what people asked for is done in the order in which they did. */
export function isOrdered({ kind }: Subject): boolean {
  return kind === 'command' || kind === 'button' || kind === 'policy'
}

/** Whether it is fulfilled once, however often it is told of; anything else is a look, and is done whenever it is told of. */
export function isWish({ kind }: Subject): boolean {
  return kind === 'command' || kind === 'button'
}

/** Seconds for which the dashboard waits for more to show. */
const GATHER = 60

/**
 * Seconds for which a subject that a webhook told of waits for others that tell of the same. An update of the dashboard
 * reads a check of each open pull request, and each sign-off, run and release asks for one, before the check says so.
 */
export function gatherFor({ kind }: Subject): number {
  return kind === 'dashboard' ? GATHER : 0
}

/** Two of one key as one: it does what either would. */
export function join(earlier: Subject, later: Subject): Subject {
  // Only the event of a group says what it is built on.
  if (earlier.kind === 'group' && later.kind === 'group') return earlier.group.base_sha === null ? later : earlier
  if (earlier.kind === 'policy' && later.kind === 'policy') return { ...later, ...earlier }
  if (earlier.kind !== 'pull' || later.kind !== 'pull') return earlier
  return earlier.verify || later.verify ? { ...earlier, verify: true } : earlier
}
