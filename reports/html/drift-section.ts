import type { Drift } from '../../core/artifacts/drift.ts'
import { count } from '../../core/count.ts'
import { formatCount } from '../../core/format-number.ts'
import { sayStart, sayWindow } from '../../core/say-window.ts'
import { driftHistory } from '../charts/drift-history.ts'
import { performanceHistory } from '../charts/performance-history.ts'
import { beginnings } from '../drift/beginnings.ts'
import { causeTable } from '../drift/cause-table.ts'
import { compatTable } from '../drift/compat-table.ts'
import { featureTable, reasonsOf } from '../drift/feature-table.ts'
import { driftHeadline, nameOf, sayVerdict } from '../drift/headline.ts'
import { historyTable } from '../drift/history-section.ts'
import { multivariateNotes } from '../drift/multivariate.ts'
import { performanceNotes, performanceTable } from '../drift/performance-table.ts'
import type { Responding } from '../drift/responding.ts'
import { versionWarnings } from '../drift/versions.ts'
import { whatNext } from '../drift/what-next.ts'
import { driftMark } from '../drift/words.ts'
import {
  columnSection,
  dataQualitySection,
  judgedSection,
  operationSection,
  segmentSection,
  versionsSection,
} from './drift-sections.ts'
import { driftTable, list, longTable, sentence, titled } from './drift-words.ts'
import { figures } from './figure.ts'
import { type Html, html, NOTHING } from './html.ts'

/** Reasons that stand in the decision: more of them nobody reads there. */
const MOST_REASONS = 10
/** Warnings that stand above everything else; the table of the data has all. */
const MOST_WARNINGS = 8

/**
 * One window of one model: the verdict first, then what it rests on.
 *
 * @param id of the page's own, for links
 * @param isAlone whether the page is of this model alone, and has its verdict as its title
 */
export async function driftSection(
  drift: Drift,
  { id, isAlone, responding }: { readonly id: string; readonly isAlone: boolean; readonly responding: Responding },
): Promise<Html> {
  const began = beginnings(drift)
  const title = isAlone ? sayRows(drift) : titleOf(drift)
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${decision(drift, { began, isAlone, responding })}
${await overTime(drift, began, id)}
${drift.compat === null ? judged(drift, id) : longTable(`${id}-peer`, 'Columns, as the peer judges them', compatTable(drift))}
${versionsSection(drift)}${dataQualitySection(drift, `${id}-quality`)}${operationSection(drift, `${id}-operations`)}${judgedSection(drift)}</section>`
}

/** A model with its verdict, in a line. */
export function titleOf(drift: Drift): string {
  return `${driftMark(drift.verdict)} ${nameOf(drift)}: ${drift.verdict}, ${sayVerdict(drift)}`
}

function sayRows({ current, window }: Drift): string {
  return window === null ? `${current.uri} beside the reference` : `Window of ${sayWindow(window)}`
}

type Began = ReturnType<typeof beginnings>

const LOOK = { stable: 'pass', watch: 'watch', drift: 'fail', insufficient: '' } as const

function decision(
  drift: Drift,
  { began, isAlone, responding }: { readonly began: Began; readonly isAlone: boolean; readonly responding: Responding },
): Html {
  const { because, quality, verdict, window } = drift
  const warnings = [
    ...versionWarnings(drift),
    ...quality.filter(({ level }) => level === 'warning').map((remark) => remark.because),
  ]
  const left = warnings.length - MOST_WARNINGS
  const when = [
    ...(window === null || isAlone ? [] : [sayWindow(window)]),
    ...(window?.complete === false ? ['not complete yet'] : []),
    ...sayBegan(began),
  ]
  const line = when.map((part, at) => html`${at === 0 ? '' : ' · '}${part}`)
  const rest = because.length - MOST_REASONS
  const [first, ...next] = whatNext(drift, responding)
  return html`<div class="decision ${LOOK[verdict]}"><p class="lead">${driftHeadline(drift)}</p>${when.length === 0 ? NOTHING : html`<p class="quiet">${line}</p>`}${list(because.slice(1, MOST_REASONS))}${rest > 0 ? html`<p class="quiet">${count(rest, 'more reason')} in drift.json.</p>` : NOTHING}<p><b>What now?</b> ${sentence(first!)}</p>${list(next)}</div>
${warnings.slice(0, MOST_WARNINGS).map((warning) => html`<blockquote>⚠️ ${sentence(warning)}</blockquote>`)}${left > 0 ? html`<p class="quiet">${count(left, 'more warning')} under Data quality.</p>` : NOTHING}`
}

/** When that which the verdict comes from began, and apart from it what began in another window. */
function sayBegan([first, ...others]: Began): Html[] {
  if (first === undefined) return []
  const rest = others.filter(({ from }) => from !== first.from)
  return [
    html`It began in the window of <b>${sayStart(first.from)}</b>`,
    ...rest.map(({ family, from }) => html`${FIRST[family]} in that of ${sayStart(from)}`),
  ]
}

const FIRST = {
  performance: 'a loss began',
  predictions: 'predictions moved first',
  features: 'inputs moved first',
} as const

async function overTime(drift: Drift, began: Began, id: string): Promise<Html> {
  const { because, current, history, verdict, versions, window } = drift
  const now =
    window === null ? [] : [{ because, summary: { window, verdict, rows: current.rows, version: versions[0] ?? null } }]
  const windows = [...history.map((summary) => ({ because: [], summary })), ...now]
  const [earliest = null] = began.map(({ from }) => from).sort()
  const lost = began.find(({ family }) => family === 'performance')?.from ?? null
  const drawn = await figures(`${id}-time`, [
    driftHistory(windows, { began: earliest, width: 370 }),
    performanceHistory(drift, lost),
  ])
  const earlier = longTable(`${id}-history`, 'Earlier windows, newest first', historyTable(drift))
  if (drawn.html === '' && earlier.html === '') return NOTHING
  return titled(
    'Over time',
    html`${drawn}<details><summary>${formatCount(history.length)} earlier windows</summary>${earlier}</details>`,
  )
}

function judged(drift: Drift, id: string): Html {
  const { labels, multivariate } = drift
  return html`${performanceSection(drift)}
${titled('Where it comes from', longTable(`${id}-causes`, 'Causes, the likeliest first', causeTable(drift)))}
${columnSection(drift, { title: 'Inputs', family: 'feature', id: `${id}-input` })}
${columnSection(drift, { title: 'Predictions', family: 'prediction', id: `${id}-prediction` })}
${segmentSection(drift, `${id}-segments`)}
${multivariate === null ? NOTHING : titled('All inputs at once', list(multivariateNotes(multivariate)))}
${labels === null ? NOTHING : html`<details><summary>The labels themselves, shown and not judged</summary>${driftTable('Labels', featureTable([labels], 'label'))}${list(reasonsOf([labels]))}</details>`}`
}

function performanceSection(drift: Drift): Html {
  const { because, performance, window } = drift
  if (performance === null) return NOTHING
  const isKnown = Object.keys(performance.metrics).length > 0 || performance.estimate !== null
  const metrics = isKnown ? performanceTable(performance, window) : { columns: [], rows: [] }
  return html`<h3>Performance: ${driftMark(performance.verdict)} ${performance.verdict}</h3>${driftTable('Metrics, measured and estimated, with 95 % intervals', metrics)}${list(performanceNotes(performance, isKnown ? because : []))}`
}
