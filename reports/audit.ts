import type { AuditLog, AuditVerification } from '../core/artifacts/audit.ts'
import { align } from './align.ts'
import { oneLine } from './one-line.ts'
import { plain } from './plain.ts'
import type { Paint } from './terminal.ts'

/** What a check of the ledger found, worst news first. */
export function renderVerification(verification: AuditVerification, paint: Paint): string {
  const { anchors, commits, events, findings, head, notes, outcome, place, tags } = verification
  const title =
    outcome === 'pass' ? paint('green', 'PASS') : `${paint('red', 'FAIL')}  ${count(findings.length, 'finding')}`
  const size = head === null ? 'no event yet' : `${count(events, 'event')} in ${count(commits, 'commit')}`
  const held = `held against ${count(tags, 'tag')} and ${count(anchors, 'remembered commit')}`
  const lines = [
    `${paint('bold', plain(place))}  ${title}`,
    `  ${size}, ${held}`,
    ...(head === null ? [] : [`  head ${head}`]),
  ]
  const rows = findings.map(({ kind, message }) => [paint('red', kind), plain(message)])
  return `${[
    lines.join('\n'),
    ...(rows.length === 0 ? [] : [align(rows)]),
    ...(notes.length === 0 ? [] : [notes.map((note) => `  ${paint('dim', plain(note))}`).join('\n')]),
  ].join('\n\n')}\n`
}

/** Who did what and when, newest first. */
export function renderLog({ events, place }: AuditLog, paint: Paint): string {
  if (events.length === 0) return `Nothing is recorded in ${plain(place)} yet.\n`
  const titles = ['when (UTC)', 'who', 'what', 'model', 'version', 'stage', 'why'].map((name) => paint('dim', name))
  const rows = events.map((event) => [
    event.at.slice(0, 16).replace('T', ' '),
    oneLine(event.by.name),
    event.action,
    paint('bold', oneLine(event.model ?? '–')),
    oneLine(event.version ?? '–'),
    oneLine(event.stage ?? '–'),
    oneLine(event.reason ?? ''),
  ])
  return `${align([titles, ...rows])}\n`
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`
}
