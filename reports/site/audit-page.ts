import type { AuditVerification } from '../../core/artifacts/audit.ts'
import { count } from '../../core/count.ts'
import type { AuditEvent } from '../../core/ledger/event.ts'
import { sayEvents } from '../audit.ts'
import { type Html, html, NOTHING } from '../html/html.ts'
import { columns, table } from '../html/table.ts'
import { type BigColumn, bigTable, type Cell } from './big-table.ts'
import { type About, modelPath, sitePage } from './frame.ts'
import { cut } from './run-cells.ts'

const COLUMNS: readonly BigColumn[] = [
  { name: 'when', kind: 'text' },
  { name: 'who', kind: 'text' },
  { name: 'via', kind: 'choice' },
  { name: 'action', kind: 'choice' },
  { name: 'model', kind: 'text' },
  { name: 'version', kind: 'version' },
  { name: 'stage', kind: 'text' },
  { name: 'pull', kind: 'number' },
  { name: 'about', kind: 'text' },
  { name: 'why', kind: 'text' },
]

const MOST_FINDINGS = 200

/** Who did what, and whether the record still stands. Addresses of people stay in the ledger. */
export function auditPage(
  about: About,
  events: readonly AuditEvent[],
  chain: AuditVerification,
): { readonly text: string; readonly files: ReadonlyMap<string, string> } {
  const big = bigTable({
    ...{ id: 'audit', caption: 'What was done, newest first', columns: COLUMNS },
    rows: events.toSorted((a, b) => (a.id < b.id ? 1 : -1)).map(cellsOf),
    hint: 'Words that stand in a row, or a field and a value: stage=production',
  })
  return {
    text: sitePage(about, {
      title: 'Audit trail',
      lead: chainStatus(chain),
      body: html`${findings(chain)}<h2>Events of the audit log</h2>${events.length === 0 ? html`<p>No event is in the ledger yet.</p>` : big.html}`,
      up: '',
    }),
    files: big.files,
  }
}

function chainStatus(chain: AuditVerification): Html {
  const { anchors, findings, head, outcome, place, tags } = chain
  const said =
    outcome === 'pass'
      ? '✅ The record is whole: it was only ever added to, and agrees with the tags.'
      : `❌ The record was changed: ${count(findings.length, 'finding')}.`
  const held = `${place} has ${sayEvents(chain)}, held against ${count(tags, 'tag')} and ${count(anchors, 'remembered commit')} when this page was made`
  return html`<div class="decision ${outcome}"><p class="lead">${said}</p><p>${held}.</p>${head === null ? NOTHING : html`<p>Head <code>${head}</code>. Check it yourself: <code>contender audit verify --head ${head.slice(0, 12)}</code></p>`}</div>`
}

function findings({ findings, notes }: AuditVerification): Html {
  const rows = findings
    .slice(0, MOST_FINDINGS)
    .map(({ commit, kind, message, path, tag }) => [kind, message, path ?? tag ?? commit ?? '–'])
  const found =
    rows.length === 0
      ? NOTHING
      : html`<h2>Findings</h2><div class="tall">${table(`The first ${rows.length} of ${findings.length}`, columns(['kind', 'what', 'where'], []), rows)}</div>`
  return html`${found}${notes.map((note) => html`<p class="quiet">${note}</p>`)}`
}

function cellsOf({ action, at, by, gate, item, model, pull, reason, stage, version }: AuditEvent): Cell[] {
  const about = item ?? gate
  return [
    at.slice(0, 16).replace('T', ' '),
    cut(by.name, 60),
    by.via,
    action,
    model === null ? null : { text: cut(model, 60), href: modelPath(model) },
    version,
    stage,
    pull === undefined ? null : [`#${pull}`, pull],
    about === undefined ? null : cut(about, 200),
    reason === null ? null : cut(reason, 1_000),
  ]
}
