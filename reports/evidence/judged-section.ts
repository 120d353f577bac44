import type { Dossier } from '../../core/evidence/dossier.ts'
import { formatCount } from '../../core/format-number.ts'
import { type Html, html, NOTHING } from '../html/html.ts'
import { evaluationTable, gateTable } from '../html/metric-tables.ts'
import { shown } from './shown.ts'

/** Metrics and gates, and where the whole of it stands. */
export function judgedSection({ judgement, release }: Dossier): Html {
  if (judgement === undefined)
    return html`<p>Nobody kept how it was judged: there is no report, no model card and no bill of materials in this pack.</p>`
  const { comparison, evaluation, inPart } = judgement
  const { dataset, threshold } = evaluation
  const at = threshold === null ? '' : `; answers are positive from a score of ${threshold} on`
  const exceptions = (release?.release.gates ?? []).flatMap(({ accepted, rule }) =>
    accepted === null ? [] : [`${rule} was accepted by ${accepted.by}: ${accepted.reason ?? 'no reason'}`],
  )
  return html`<p>On ${formatCount(dataset.rows)} rows of ${shown(dataset.uri)}${at}. <a href="report.html">The whole report</a>, <a href="card.md">the model card</a>, <a href="bom.cdx.json">the bill of materials</a>.</p>
${inPart ? html`<blockquote>${evaluation.warnings[0]!}</blockquote>` : NOTHING}
${evaluationTable(evaluation)}
${comparison === undefined || comparison.gates.length === 0 ? html`<p>No gate is known.</p>` : html`${gateTable(comparison.gates)}<p class="quiet">Gates and margins were read at: ${shown(comparison.policy)}.</p>`}
${exceptions.map((one) => html`<blockquote>${shown(one, 600)}</blockquote>`)}`
}
