import type { Drift } from '../../core/artifacts/drift.ts'
import { driftHeadline, nameOf, sayVerdict } from '../drift/headline.ts'
import { NOT_RESPONDING, type Responding } from '../drift/responding.ts'
import { driftMark } from '../drift/words.ts'
import { driftSection, titleOf } from './drift-section.ts'
import { DRIFT_STYLE } from './drift-style.ts'
import { type Html, html, NOTHING } from './html.ts'
import { page } from './page.ts'
import { columns, table } from './table.ts'

/**
 * What was found in production as one page: `drift.html`, which needs no network. Models that drift come first.
 *
 * Everything that comes from data, config or Git is text in it; secrets are the caller's to take out (`redactAll`).
 *
 * @param drifts schema-checked `drift.json`, of one window each: of several models or versions; one or more
 * @param respondingOf what the run does about a model, without which nothing is promised
 */
export async function renderDriftPage(
  drifts: readonly Drift[],
  respondingOf: (model: string) => Responding = () => NOT_RESPONDING,
): Promise<string> {
  const sorted = drifts.toSorted((a, b) => RANK[a.verdict] - RANK[b.verdict])
  const worst = sorted[0]!
  const sections: Html[] = []
  for (const [at, drift] of sorted.entries()) {
    const isAlone = sorted.length === 1
    sections.push(await driftSection(drift, { id: `model-${at}`, isAlone, responding: respondingOf(drift.model) }))
  }
  const title =
    sorted.length === 1
      ? titleOf(worst)
      : `${driftMark(worst.verdict)} ${worst.verdict} in production, ${sayVerdict(worst)}`
  return page({
    title: `Contender: ${title.replace(/^\S+ /u, '')}`,
    header: html`<h1>${title}</h1><p>Contender ${worst.contender}${worst.commit === null ? '' : `, commit ${worst.commit.slice(0, 7)}`}</p>`,
    body: html`${overview(sorted)}${sections}`,
    footer: html`<p>Verdicts: drift when something is over its floor and not by chance, in two of three windows or by far; watch when it is, once; stable when nothing is; insufficient where there is too little to judge by.</p>`,
    look: DRIFT_STYLE,
  })
}

const RANK = { drift: 0, watch: 1, insufficient: 2, stable: 3 } as const

function overview(drifts: readonly Drift[]): Html {
  if (drifts.length < 2) return NOTHING
  const rows = drifts.map((drift, at) => [
    html`<a href="#model-${at}">${nameOf(drift)}</a>`,
    `${driftMark(drift.verdict)} ${drift.verdict}`,
    driftHeadline(drift),
  ])
  return html`<nav aria-label="Models"><div class="tall">${table('Models, those that drift first', columns(['model', 'verdict', 'why'], []), rows)}</div></nav>`
}
