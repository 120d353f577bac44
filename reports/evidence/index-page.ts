import type { EvidenceIndex } from '../../core/artifacts/evidence.ts'
import { count } from '../../core/count.ts'
import type { Dossier } from '../../core/evidence/dossier.ts'
import { type Html, html, NOTHING } from '../html/html.ts'
import { page } from '../html/page.ts'
import { columns, table } from '../html/table.ts'
import { filesSection } from './files-section.ts'
import { historySections } from './history-sections.ts'
import { judgedSection } from './judged-section.ts'
import { madeSection } from './made-section.ts'
import { sayAgain } from './same-bytes.ts'
import { sayTime, shown, withCode } from './shown.ts'
import { signedSection } from './signed-section.ts'
import { summaryTable } from './summary-table.ts'

/** The first page of an evidence pack, for an auditor: what is known of a version, where each thing is from, and what is missing. */
export async function indexPage(dossier: Dossier, index: EvidenceIndex): Promise<string> {
  const { as_of, disagreements, missing, model, notes, version } = index
  const name = `${shown(model)} ${shown(version)}`
  return page({
    title: `Evidence of ${name}`,
    header: html`<h1>Evidence of ${name}</h1><p>What the repository knows of this version of a model, as of ${sayTime(as_of)} UTC. Every file beside this page was made from the repository's history or from what judging left; nothing was filled in.</p><nav aria-label="Sections"><ul>${WAYS.map(([id, text]) => html`<li><a href="#${id}">${text}</a></li>`)}</ul></nav>`,
    body: html`${standing(index)}
<h2 id="summary">In short</h2>${summaryTable(dossier)}${notes.map((note) => html`<p class="quiet">${withCode(note)}</p>`)}
${disagreements.length === 0 ? NOTHING : html`<h2>What does not agree</h2>${disagreements.map((one) => html`<blockquote>${withCode(one)}</blockquote>`)}`}
<h2 id="missing">What is not here, and why</h2>${missingTable(missing)}
<h2 id="judged">How it was judged</h2>${judgedSection(dossier)}
<h2 id="signed">Who answered for it</h2>${signedSection(dossier)}
<h2 id="made">Where it comes from</h2>${madeSection(dossier)}
${await historySections(dossier)}
<h2 id="files">Files, and how to check them</h2>${filesSection(index)}`,
    footer: html`<p>${withCode(sayAgain(index), 1200)} Times are in UTC; intervals are of 95 %.</p>`,
  })
}

const WAYS = [
  ['summary', 'In short'],
  ['missing', 'What is not here'],
  ['judged', 'How it was judged'],
  ['signed', 'Who answered for it'],
  ['made', 'Where it comes from'],
  ['production', 'In production'],
  ['done', 'What was done to it'],
  ['rules', 'The rules'],
  ['files', 'Files'],
] as const

/** Whether the record that all rests on can be believed, before anything else. */
function standing({ disagreements, files, ledger, missing }: EvidenceIndex): Html {
  const here = `${count(files.length, 'file')} here, ${count(missing.length, 'thing')} missing`
  const own = disagreements.length === 0 ? '' : `, ${count(disagreements.length, 'disagreement')}`
  if (ledger.head === null)
    return html`<div class="decision"><p class="lead">⚠️ There is no ledger: what stands here is from tags and commits alone.</p><p>${here}${own}.</p></div>`
  const whole = ledger.outcome === 'pass'
  return html`<div class="decision ${whole && disagreements.length === 0 ? 'pass' : 'fail'}"><p class="lead">${whole ? '✅ The record is whole: the ledger was only ever added to, and agrees with the tags.' : `❌ The record was changed: ${count(ledger.findings, 'finding')} in audit-verification.json.`}</p><p>${here}${own}. Read from ${shown(ledger.place)} at <code>${ledger.head}</code>.</p></div>`
}

function missingTable(missing: EvidenceIndex['missing']): Html {
  if (missing.length === 0) return html`<p>Nothing that a pack can hold is missing.</p>`
  return table(
    `What is missing: ${missing.length}`,
    columns(['what', 'why, and what would bring it'], []),
    missing.map(({ what, why }) => [shown(what), withCode(why)]),
  )
}
