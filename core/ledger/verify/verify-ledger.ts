import { anchorOf } from '../anchor.ts'
import type { AnnotatedTag } from '../registry/registry.ts'
import { type Anchor, anchorFindings, missingAnchors } from './check-anchors.ts'
import { checkCommits } from './check-commits.ts'
import { checkEvents, type Placed } from './check-events.ts'
import { movedTag } from './check-made.ts'
import { checkMessages } from './check-messages.ts'
import { checkSigned } from './check-signed.ts'
import { checkTags } from './check-tags.ts'
import { compareHistories, type History } from './compare-histories.ts'
import type { Finding } from './finding.ts'
import type { GitHubsWord } from './githubs-word.ts'

/** All that a ledger is held against. */
export interface Evidence {
  /** The ledger as it is now; without commits where there is none. */
  readonly now: History
  /** Tags of the registry. */
  readonly tags: readonly AnnotatedTag[]
  /** Names of tags that are another in this clone than at origin. */
  readonly moved: readonly string[]
  /** Commits that the ledger must have. */
  readonly anchors: readonly Anchor[]
  /** Who made the commits; undefined: nobody asked. */
  readonly word: GitHubsWord | undefined
  /** What the ledger was at anchors that it has no more, as far as it can still be read; longest first. */
  readonly before: readonly History[]
}

/** What was found, and how much was looked at. */
export interface Verification {
  readonly events: number
  /** Of them, those of each kind. */
  readonly kinds: Readonly<Record<Kind, number>>
  readonly findings: readonly Finding[]
  readonly notes: readonly string[]
}

/**
 * Whether a ledger is what was written into it: each commit adds one event, events are where and when they
 * say, tags and events agree, and it still has each commit that a tag or a person remembers.
 *
 * Whoever can force-push the branch can write any history. That is seen only by what others remember of it,
 * so a rewriting of what no anchor knows yet is not found.
 */
export function verifyLedger({ anchors, before, moved, now, tags, word }: Evidence): Verification {
  const { events, findings } = checkEvents(now.commits, now.files)
  const signed = checkSigned(events, word)
  const checked = checkTags(now.commits, events, tags)
  const all = [
    ...checkCommits(now.commits),
    ...findings,
    ...checkMessages(now.commits, events),
    ...signed.findings,
    ...anchorFindings(missingAnchors(now.commits, anchors)),
    ...before.flatMap((history) => compareHistories(history, now)),
    ...checked.findings,
    ...moved.map(movedTag),
  ]
  // Several anchors may remember the same event.
  const key = ({ commit, kind, path, tag }: Finding) => [kind, path, tag, path === null ? commit : ''].join(' ')
  const once = new Map(all.toReversed().map((finding) => [key(finding), finding]))
  return {
    events: events.length,
    kinds: countKinds(events),
    findings: all.filter((finding) => once.get(key(finding)) === finding),
    notes: [...checked.notes, ...signed.notes],
  }
}

const KINDS = {
  'contender/audit@1': 'audit',
  'contender/run-event@1': 'runs',
  'contender/drift-event@1': 'drift',
  'contender/retrain-event@1': 'retrain',
} as const

type Kind = (typeof KINDS)[keyof typeof KINDS]

function countKinds(events: readonly Placed[]): Record<Kind, number> {
  const counts = { audit: 0, runs: 0, drift: 0, retrain: 0 }
  for (const { event } of events) counts[KINDS[event.schema]]++
  return counts
}

/** What the registry's tags remember of the ledger. */
export function tagAnchors(tags: readonly AnnotatedTag[]): Anchor[] {
  return tags.flatMap(({ message, name }) => {
    const commit = anchorOf(message)
    return commit === undefined ? [] : [{ commit, said: `the tag ${name}`, tag: name }]
  })
}
