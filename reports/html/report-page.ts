import type { Report } from '../../core/artifacts/report.ts'
import { byUrgency } from '../by-urgency.ts'
import { headline } from '../headline.ts'
import { sayOutcome } from '../markdown.ts'
import { mark } from '../words.ts'
import { CLASS_STYLE } from './class-style.ts'
import { DRAWN_STYLE } from './drawn-style.ts'
import { type Html, html, NOTHING } from './html.ts'
import { modelSection } from './model-section.ts'
import { page } from './page.ts'
import { columns, table } from './table.ts'

/**
 * The report as one page: `report.html`, which needs no network.
 *
 * Everything that comes from data, config or Git is text in it. Takes about half a second a model.
 *
 * @param report the schema-checked `report.json`
 */
export async function renderReportPage(report: Report): Promise<string> {
  const models = byUrgency(report.models)
  const sections: Html[] = []
  for (const [at, model] of models.entries()) sections.push(await modelSection(model, `model-${at}`))
  return page({
    title: `Contender: ${report.outcome}, ${sayOutcome(report)}`,
    header: html`<h1>${mark(report.outcome)} ${report.outcome}: ${sayOutcome(report)}</h1><p>Contender ${report.contender}${sayCommit(report)}</p>`,
    body: html`${overview(models)}${aside(report)}${sections}`,
    footer: html`<p>Verdicts: better when the 95 % interval lies above zero gain; no worse when it lies above minus the margin; worse when it lies below; undecided otherwise.</p>`,
    look: DRAWN_STYLE + CLASS_STYLE,
  })
}

function overview(models: Report['models']): Html {
  if (models.length < 2) return NOTHING
  const rows = models.map((model, at) => [
    html`<a href="#model-${at}">${model.model}</a>`,
    `${mark(model.outcome)} ${model.outcome}`,
    headline(model),
  ])
  return html`<nav aria-label="Models"><div class="tall">${table('Models, those that need you first', columns(['model', 'outcome', 'why'], []), rows)}</div></nav>`
}

/** Models of which there is nothing to show here, by why. */
function aside({ elsewhere = [], removed = [], untouched = [] }: Report): Html {
  const list = (what: string, names: readonly string[]) =>
    names.length === 0
      ? NOTHING
      : html`<details><summary>${what}: ${names.length}</summary><p>${names.join(', ')}</p></details>`
  return html`${list('Models that the base has and the config has no more', removed)}${list('Models that other jobs of this run report', elsewhere)}${list('Models that the change does not touch', untouched)}`
}

/** The commit that people know, and the one that GitHub made of it and its base. */
function sayCommit({ head_sha, tested_sha }: Report): string {
  const known = head_sha ?? tested_sha
  if (known === null) return ''
  const merged =
    tested_sha === null || tested_sha === known ? '' : `, merged with its base as ${tested_sha.slice(0, 7)}`
  return `, commit ${known.slice(0, 7)}${merged}`
}
