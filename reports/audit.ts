import type { AuditLog, AuditVerification } from '../core/artifacts/audit.ts'
import { count } from '../core/count.ts'
import type { AuditEvent } from '../core/ledger/event.ts'
import { align } from './align.ts'
import { oneLine } from './one-line.ts'
import { plain } from './plain.ts'
import type { Paint } from './terminal.ts'

/** What a check of the ledger found, worst news first. */
export function renderVerification(verification: AuditVerification, paint: Paint): string {
  const { anchors, findings, head, notes, outcome, place, tags } = verification
  const title =
    outcome === 'pass' ? paint('green', 'PASS') : `${paint('red', 'FAIL')}  ${count(findings.length, 'finding')}`
  const size = head === null ? 'no event yet' : sayEvents(verification)
  const held = `held against ${count(tags, 'tag')} and ${count(anchors, 'remembered commit')}`
  const lines = [
    `${paint('bold', plain(place))}  ${title}`,
    `  ${size}; ${held}`,
    ...(head === null ? [] : [`  head ${head}`]),
  ]
  const rows = findings.map(({ kind, message }) => [paint('red', kind), plain(message)])
  return `${[
    lines.join('\n'),
    ...(rows.length === 0 ? [] : [align(rows)]),
    ...(notes.length === 0 ? [] : [notes.map((note) => `  ${paint('dim', plain(note))}`).join('\n')]),
  ].join('\n\n')}\n`
}

/**
 * How many events a ledger has, and what they are where not all of them stand in the audit log.
 *
 * @example
 * sayEvents({ commits: 4, events: 3, kinds: { audit: 2, runs: 1, drift: 0, retrain: 0 } })
 * // '3 events in 4 commits (2 of the audit log, 1 run)'
 */
export function sayEvents({ commits, events, kinds }: Pick<AuditVerification, 'commits' | 'events' | 'kinds'>): string {
  const { audit, drift, retrain, runs } = kinds
  const others = [
    ...(runs > 0 ? [count(runs, 'run')] : []),
    ...(drift > 0 ? [count(drift, 'verdict on drift', 'verdicts on drift')] : []),
    ...(retrain > 0 ? [count(retrain, 'retraining')] : []),
  ]
  const all = `${count(events, 'event')} in ${count(commits, 'commit')}`
  return others.length === 0 ? all : `${all} (${[`${audit} of the audit log`, ...others].join(', ')})`
}

/** Who did what and when, newest first. */
export function renderLog({ events, place, signers }: AuditLog, paint: Paint): string {
  if (events.length === 0) return `Nothing is recorded in ${plain(place)} yet.\n`
  const cell = (value: string | null | undefined) => oneLine(value ?? '–')
  const isForged = ({ by, id }: AuditEvent) => signers !== null && by.via === 'app' && signers[id] === undefined
  const columns: readonly Column[] = [
    { title: 'when (UTC)', of: ({ at }) => at.slice(0, 16).replace('T', ' ') },
    { title: 'who', of: ({ by }) => oneLine(by.name) },
    { title: 'as', of: ({ role }) => cell(role), rare: ({ role }) => role !== undefined },
    { title: 'what', of: ({ action }) => action },
    { title: 'about', of: (event) => cell(aboutOf(event)), rare: (event) => aboutOf(event) !== undefined },
    {
      title: 'pull',
      of: ({ pull }) => cell(pull === undefined ? pull : `#${pull}`),
      rare: ({ pull }) => pull !== undefined,
    },
    { title: 'model', of: ({ model }) => paint('bold', cell(model)) },
    { title: 'version', of: ({ version }) => cell(version) },
    { title: 'stage', of: ({ stage }) => cell(stage) },
    {
      title: 'counts',
      of: (event) => (isForged(event) ? paint('red', 'no: not written by an App') : ''),
      rare: (event) => isForged(event),
    },
    { title: 'why', of: ({ reason }) => oneLine(reason ?? '') },
  ]
  const shown = columns.filter(({ rare }) => rare === undefined || events.some(rare))
  const titles = shown.map(({ title }) => paint('dim', title))
  const rows = align([titles, ...events.map((event) => shown.map(({ of }) => of(event)))])
  // Runs, drift and retrainings are events of the ledger too, and not of its audit log.
  return `${rows}\n\n  ${paint('dim', `${count(events.length, 'event')} of the audit log in ${plain(place)}`)}\n`
}

interface Column {
  readonly title: string
  readonly of: (event: AuditEvent) => string
  /** Whether an event has what the column is for: it is shown only where one does. */
  readonly rare?: (event: AuditEvent) => boolean
}

/** What was signed, or accepted, or which commit changed the policy. */
function aboutOf({ action, commit, gate, item }: AuditEvent): string | undefined {
  return item ?? gate ?? (action === 'governance.policy' ? commit?.slice(0, 7) : undefined)
}
