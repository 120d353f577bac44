import { anchorOf } from '../anchor.ts'
import type { AnnotatedTag } from '../registry/registry.ts'
import type { LedgerCommit } from '../transport.ts'
import type { Placed } from './check-events.ts'
import { checkMade, type Made, wrongTag } from './check-made.ts'
import { type Finding, short } from './finding.ts'

interface Checked {
  readonly findings: readonly Finding[]
  /** What is worth knowing and not wrong. */
  readonly notes: readonly string[]
}

/**
 * Whether every tag of the registry has its event, and every event its tag.
 *
 * @param tags of the registry
 */
export function checkTags(
  commits: readonly LedgerCommit[],
  placed: readonly Placed[],
  tags: readonly AnnotatedTag[],
): Checked {
  const place = new Map(commits.map(({ sha }, at) => [sha, at]))
  const told = placed.flatMap(({ commit, event, path }) =>
    event.schema === 'contender/audit@1' && event.tag !== null ? [{ commit, event, path, tag: event.tag }] : [],
  )
  const byTag = Map.groupBy(told, ({ tag }) => tag)
  const findings: Finding[] = []
  const notes: string[] = []
  const made: Made[] = []
  for (const tag of tags) {
    const anchor = anchorOf(tag.message)
    const until = anchor === undefined ? undefined : place.get(anchor)
    const own = byTag.get(tag.name) ?? []
    // A tag that names a commit which is gone is told as a rewriting.
    if (anchor !== undefined && until === undefined) continue
    const maker = own.findLast(({ commit }) => until !== undefined && place.get(commit.sha)! <= until)
    if (maker !== undefined) {
      made.push({ tag, teller: maker })
    } else if (own.length > 0) findings.push(wrongTag(tag, own[0]!, 'does not name the commit of its event'))
    else if (anchor === undefined && isOlder(tag, commits)) notes.push(`The tag ${tag.name} is older than the ledger`)
    else findings.push(withoutEvent(tag))
    for (const other of own)
      if (maker !== undefined && other !== maker)
        notes.push(`The event ${other.path} did not make the tag ${tag.name}: ${maker.path} did`)
  }
  const names = new Set(tags.map(({ name }) => name))
  for (const { commit, path, tag } of told) {
    if (names.has(tag)) continue
    const message = `The event ${path} of commit ${short(commit.sha)} made the tag ${tag}, which is not there`
    findings.push({ kind: 'event-without-tag', commit: commit.sha, path, tag, message })
  }
  const order = ({ teller }: Made) => place.get(teller.commit.sha)!
  return { findings: [...findings, ...checkMade(made.sort((a, b) => order(a) - order(b)))], notes }
}

/** Where a team used GTO before it had a ledger, its tags have no events. */
function isOlder({ at }: AnnotatedTag, commits: readonly LedgerCommit[]): boolean {
  return commits[0] === undefined || at.getTime() < commits[0].at.getTime()
}

function withoutEvent({ at, by, name }: AnnotatedTag): Finding {
  const message = `The tag ${name}, of ${by.name} at ${at.toISOString()}, has no event: it was not made by Contender`
  return { kind: 'tag-without-event', commit: null, path: null, tag: name, message }
}
