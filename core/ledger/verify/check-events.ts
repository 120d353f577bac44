import { UserError } from '../../errors.ts'
import { eventPath, type LedgerEvent, parseEvent } from '../event-file.ts'
import { timeOfId } from '../event-id.ts'
import type { LedgerCommit, LedgerFile } from '../transport.ts'
import { isEventPath } from './check-commits.ts'
import { type Finding, type FindingKind, short } from './finding.ts'

const MINUTE = 60_000

/** An event is committed as soon as it is made, on the same machine. */
const LATE = 60 * MINUTE

/** Clocks of different machines may be this far apart: a ledger must not fail for ever because one was wrong. */
const APART = 24 * 60 * MINUTE

/** An event with the place and the commit where it stands. */
export interface Placed {
  readonly event: LedgerEvent
  readonly path: string
  readonly commit: LedgerCommit
}

/** Events of a ledger in the order of its commits, and what is wrong with what they say of themselves. */
export function checkEvents(
  commits: readonly LedgerCommit[],
  files: readonly LedgerFile[],
): { readonly events: readonly Placed[]; readonly findings: readonly Finding[] } {
  const texts = new Map(files.map(({ path, text }) => [path, text]))
  const gone = new Set(
    commits.flatMap(({ changes }) => changes.flatMap(({ path, status }) => (status === 'deleted' ? path : []))),
  )
  const events: Placed[] = []
  const findings: Finding[] = []
  for (const commit of commits) {
    for (const { path, status } of commit.changes) {
      const text = texts.get(path)
      if (status !== 'added' || !isEventPath(path)) continue
      if (text === undefined) {
        if (!gone.has(path)) findings.push(unreadable(commit, path, `The ledger's ${path} is no file`))
        continue
      }
      texts.delete(path)
      try {
        events.push({ event: parseEvent({ path, text }), path, commit })
      } catch (error) {
        if (!(error instanceof UserError)) throw error
        findings.push(unreadable(commit, path, error.message))
      }
    }
  }
  return { events, findings: [...findings, ...checkNames(events), ...checkTimes(events)] }
}

function unreadable({ sha }: LedgerCommit, path: string, message: string): Finding {
  return { kind: 'unreadable', commit: sha, path, tag: null, message }
}

function find(kind: FindingKind, { commit, path }: Placed, what: string): Finding {
  return {
    kind,
    commit: commit.sha,
    path,
    tag: null,
    message: `The event ${path} of commit ${short(commit.sha)} ${what}`,
  }
}

function checkNames(events: readonly Placed[]): Finding[] {
  const places = new Map<string, string>()
  return events.flatMap((placed) => {
    const { event, path } = placed
    const expected = eventPath(event)
    const other = places.get(event.id)
    places.set(event.id, path)
    return [
      ...(path === expected ? [] : [find('misplaced', placed, `belongs at ${expected}, by what it says`)]),
      ...(other === undefined ? [] : [find('repeated-id', placed, `has the id of ${other}`)]),
    ]
  })
}

function checkTimes(events: readonly Placed[]): Finding[] {
  let newest: Placed | undefined
  return events.flatMap((placed) => {
    const { commit, event } = placed
    const made = timeOfId(event.id)
    const before = newest
    if (newest === undefined || made > timeOfId(newest.event.id)) newest = placed
    if (Math.abs(made - Date.parse(event.at)) > MINUTE)
      return [find('wrong-time', placed, `says ${event.at}, and its id ${iso(made)}`)]
    if (Math.abs(made - commit.at.getTime()) > LATE)
      return [find('wrong-time', placed, `is of ${iso(made)}, and its commit of ${iso(commit.at.getTime())}`)]
    if (before !== undefined && timeOfId(before.event.id) - made > APART)
      return [find('reordered', placed, `is of ${iso(made)}, and stands after ${before.path} of ${before.event.at}`)]
    return []
  })
}

function iso(time: number): string {
  return new Date(time).toISOString()
}
