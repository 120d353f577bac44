import { formatCount } from '../../core/format-number.ts'
import { LEDGER_BRANCH } from '../../core/ledger/branch.ts'
import type { DriftEvent } from '../../core/ledger/event.ts'
import { eventPath } from '../../core/ledger/event-file.ts'
import type { ModelFacts } from '../../core/publish/model-facts.ts'
import { driftHistory } from '../charts/drift-history.ts'
import { driftMark } from '../drift/words.ts'
import { figures } from '../html/figure.ts'
import { type Html, html } from '../html/html.ts'
import { columns, table } from '../html/table.ts'
import { metricText } from '../runs-table.ts'
import type { About } from './frame.ts'
import { MOST, more } from './most-rows.ts'
import { cut } from './run-cells.ts'

/**
 * How windows of production were judged. The ledger has no page of a window: its verdict leads to what is recorded of
 * it, and when it was judged to the workflow run that did.
 */
export async function windowsSection({ windows }: Pick<ModelFacts, 'windows'>, about: About): Promise<Html> {
  if (windows.length === 0) return html`<p>No window of production is in the ledger.</p>`
  const rows = windows
    .toReversed()
    .slice(0, MOST)
    .map((event) => [
      event.summary.window.from.slice(0, 16).replace('T', ' '),
      event.summary.version ?? '–',
      recorded(event, about),
      cut(event.because[0] ?? '–', 400),
      formatCount(event.summary.rows),
      withLabels(event),
      judged(event),
    ])
  const found = table(
    `Windows of production, newest first${more(windows.length)}`,
    columns(['from', 'version', 'verdict', 'because', 'rows', 'with labels', 'judged'], []),
    rows,
  )
  const how =
    about.url === undefined && windows.every(({ by }) => !isAddress(by.url))
      ? html``
      : html`<p class="quiet">The ledger has what was found of each window, and the run that judged it; drift.html with its pictures is written by that run, and not kept here.</p>`
  return html`${await figures('drift', [driftHistory(windows)])}${how}<div class="tall">${found}</div>`
}

/** The verdict, and where all that the ledger has of it stands. */
function recorded(event: DriftEvent, { url }: About): Html {
  const { verdict } = event.summary
  if (url === undefined) return html`${driftMark(verdict)} ${verdict}`
  const place = eventPath(event).split('/').map(encodeURIComponent).join('/')
  return html`${driftMark(verdict)} <a href="${`${url}/blob/${LEDGER_BRANCH}/${place}`}">${verdict}</a>`
}

function judged({ at, by: { url } }: DriftEvent): Html {
  const day = at.slice(0, 10)
  return isAddress(url) ? html`<a href="${url}">${day}</a>` : html`${day}`
}

function withLabels({ summary }: DriftEvent): string {
  const metrics = Object.entries(summary.metrics).slice(0, 3)
  const said = metrics.map(
    ([name, value]) =>
      `${name} ${metricText({ ...value, reason: undefined } as Parameters<typeof metricText>[0]).shown}`,
  )
  return said.join(', ') || '–'
}

/** Who can write to the ledger can write anything there: a link never runs a script. */
function isAddress(url: string | null): url is string {
  return url !== null && /^https?:\/\//.test(url)
}
