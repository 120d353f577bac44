/** What can be wrong with a ledger. */
export const KINDS = [
  'edited',
  'deleted',
  'renamed',
  'reordered',
  'merged',
  'no-event',
  'several-events',
  'stray-file',
  'readme',
  'unreadable',
  'misplaced',
  'repeated-id',
  'wrong-time',
  'wrong-message',
  'unsigned',
  'foreign',
  'rewritten',
  'tag-without-event',
  'event-without-tag',
  'wrong-tag',
] as const

export type FindingKind = (typeof KINDS)[number]

/** One thing that is wrong: at which commit of the ledger, with which event or file, with which tag. */
export interface Finding {
  readonly kind: FindingKind
  readonly commit: string | null
  readonly path: string | null
  readonly tag: string | null
  /** A sentence for people, complete in itself. */
  readonly message: string
}

/** For messages: enough of a commit to find it. */
export function short(commit: string): string {
  return commit.slice(0, 10)
}
