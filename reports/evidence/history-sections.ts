import type { Dossier } from '../../core/evidence/dossier.ts'
import { formatCount } from '../../core/format-number.ts'
import { driftHistory } from '../charts/drift-history.ts'
import { driftMark } from '../drift/words.ts'
import { figures } from '../html/figure.ts'
import { type Html, html, NOTHING } from '../html/html.ts'
import { columns, table } from '../html/table.ts'
import { sayTime, shown, withCode } from './shown.ts'

/** Rows of a table; the file has all. */
const MOST = 100

/** What became of the version: production, who did what to it, and the rules that held. */
export async function historySections(dossier: Dossier): Promise<Html> {
  return html`<h2 id="production">In production</h2>${await production(dossier)}
<h2 id="done">What was done to it</h2>${done(dossier)}
<h2 id="rules">The rules that held</h2>${rulesSection(dossier)}`
}

async function production({ events: { windows } }: Dossier): Promise<Html> {
  if (windows.length === 0) return html`<p>No window of production of this version is in the ledger.</p>`
  const rows = windows
    .toReversed()
    .slice(0, MOST)
    .map(({ because, by, summary }) => [
      `${sayTime(summary.window.from)} to ${sayTime(summary.window.to)}`,
      `${driftMark(summary.verdict)} ${summary.verdict}`,
      shown(because[0] ?? '–', 400),
      shown(by.name),
      formatCount(summary.rows),
    ])
  const found = table(
    `Windows of production, newest first${more(windows.length)}`,
    columns(['window', 'verdict', 'because', 'judged by'], ['rows']),
    rows,
  )
  return html`${await figures('drift', [driftHistory(windows)])}<div class="tall">${found}</div><p><a href="drift.json">All windows, with metrics where labels had come</a></p>`
}

function done({ events: { excerpt } }: Dossier): Html {
  if (excerpt.length === 0) return html`<p>No event of the ledger is about it.</p>`
  const rows = excerpt
    .slice(-MOST)
    .map(({ action, at, by, gate, item, id, pull, reason, stage, tag }) => [
      sayTime(at),
      shown(by.name),
      action,
      shown(item ?? gate ?? stage ?? tag ?? '–'),
      pull === undefined ? '–' : `#${pull}`,
      shown(reason ?? '–', 600),
      html`<code>audit/${id}.json</code>`,
    ])
  return html`<div class="tall">${table(`Events of the ledger, oldest first${more(excerpt.length)}`, columns(['when', 'who', 'action', 'about', 'pull request', 'why', 'event'], []), rows)}</div><p><a href="audit.json">The events as they are</a>, <a href="audit-verification.json">whether the ledger still stands</a></p>`
}

function rulesSection({ events: { policy }, rules, version }: Dossier): Html {
  const short = version.commit.slice(0, 7)
  const who =
    policy === undefined
      ? NOTHING
      : html`<p>They became so by ${shown(policy.by.name)} on ${sayTime(policy.at)}${policy.pull === undefined ? '' : `, pull request #${policy.pull}`}: ${shown(policy.reason ?? 'no reason was given', 600)}</p>`
  const where =
    rules.text === undefined
      ? html`<p>${shown(rules.path)} is not in this pack: ${withCode(rules.because ?? `it is not at commit ${short}`)}.</p>`
      : html`<p><a href="rules/contender.yml">${shown(rules.path)}</a> as it stands at commit <code>${short}</code>, <code>${rules.digest ?? ''}</code>.</p>`
  const gates =
    rules.gates.length === 0
      ? html`<p>It names no gate of this model.</p>`
      : html`<ul>${rules.gates.slice(0, MOST).map((gate) => html`<li>${shown(gate)}</li>`)}</ul>`
  return html`${where}${rules.task === undefined ? NOTHING : gates}${who}`
}

function more(count: number): string {
  return count <= MOST ? '' : `, ${MOST} of ${formatCount(count)}`
}
