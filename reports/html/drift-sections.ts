import type { Drift } from '../../core/artifacts/drift.ts'
import { count } from '../../core/count.ts'
import { formatCount } from '../../core/format-number.ts'
import { sayWindow } from '../../core/say-window.ts'
import { chart } from '../charts/chart.ts'
import { FEWEST_POINTS, type LinePoint, MOST_POINTS } from '../charts/column-history.ts'
import { lineSpec } from '../charts/line-spec.ts'
import { segmentTable } from '../drift/cause-table.ts'
import { byHarm, featureTable, methodTable, reasonsOf } from '../drift/feature-table.ts'
import { footnote } from '../drift/footnote.ts'
import { formatShare } from '../drift/numbers.ts'
import { operationRows } from '../drift/operations.ts'
import { versionNotes, versionRemarks, versionTable } from '../drift/versions.ts'
import { columnCards } from './column-cards.ts'
import { driftTable, filtered, list, longTable, sentence, titled } from './drift-words.ts'
import { figure } from './figure.ts'
import { type Html, html, NOTHING } from './html.ts'
import { LINE_HEIGHT, linePicture } from './line-picture.ts'
import { picture } from './picture.ts'
import { columns, table } from './table.ts'

/** Reasons of columns that are listed; the table has all. */
const MOST_REASONS = 12

/** Columns of one family: pictures of those that matter, and all in a table. @param id of the page's own */
export function columnSection(
  drift: Drift,
  { family, id, title }: { readonly title: string; readonly family: 'feature' | 'prediction'; readonly id: string },
): Html {
  const features = family === 'feature' ? drift.features : (drift.predictions?.features ?? [])
  if (features.length === 0) return NOTHING
  const sorted = byHarm(features)
  const moved = sorted.filter(({ verdict }) => verdict === 'drift' || verdict === 'watch')
  const what = family === 'feature' ? 'column' : 'prediction'
  const reasons = reasonsOf(sorted)
  const left = reasons.length - MOST_REASONS
  return titled(
    title,
    html`${longTable(`${id}-moved`, 'What moved, the worst first', featureTable(moved, what))}${columnCards(features, drift, { family, id })}
<details><summary>All ${count(features.length, what)}</summary>${longTable(`${id}-table`, `Every ${what}, the worst first`, featureTable(sorted, what))}${list(reasons.slice(0, MOST_REASONS))}${left > 0 ? html`<p class="quiet">${formatCount(left)} more reasons are in drift.json.</p>` : NOTHING}</details>
<details><summary>Every method on every ${what}</summary>${longTable(`${id}-methods`, 'Raw statistics: what two samples of one source show is in them', methodTable(sorted))}</details>`,
  )
}

/** Parts of the rows, those in which something moved first. @param id of the page's own */
export function segmentSection({ segments }: Drift, id: string): Html {
  if (segments.length === 0) return NOTHING
  const of = (verdict: string) => segments.filter((one) => one.verdict === verdict).length
  const said = [
    ...(of('stable') === 0 ? [] : [`${formatCount(of('stable'))} stable`]),
    ...(of('insufficient') === 0 ? [] : [`${formatCount(of('insufficient'))} with too few rows to judge`]),
  ]
  const rest = said.length === 0 ? NOTHING : html`<p>Of ${count(segments.length, 'segment')}: ${said.join(', ')}.</p>`
  return titled('Segments', html`${longTable(id, 'Segments in which something moved', segmentTable(segments))}${rest}`)
}

/** What was found about the data themselves: files, columns, values, labels, clocks. @param id of the page's own */
export function dataQualitySection({ quality }: Drift, id: string): Html {
  if (quality.length === 0)
    return titled('Data quality', html`<p>✅ Nothing to remark on files, columns and values.</p>`)
  const sorted = quality.toSorted((a, b) => Number(b.level === 'warning') - Number(a.level === 'warning'))
  const rows = sorted.map(({ because, check, column, level }) => [
    html`<span class="whole">${level === 'warning' ? '⚠️ warning' : 'note'}</span>`,
    html`<span class="whole">${check.replace('_', ' ')}</span>`,
    column ?? '–',
    sentence(because),
  ])
  const found = table('Remarks on the data, warnings first', columns(['level', 'check', 'column', 'found'], []), rows)
  return titled('Data quality', filtered(id, found, rows.length))
}

/** Volume, latency and errors beside what was usual, and by window. @param id of the page's own */
export function operationSection(drift: Drift, id: string): Html {
  const rows = operationRows(drift)
  const source = drift.operations.source === 'prometheus' ? ', from Prometheus' : ''
  const all = table(
    `How much was asked, and how it was answered${source}`,
    columns(['what'], [drift.window === null ? 'current rows' : 'this window', 'median before']),
    rows.map(({ name, now, usual }) => [name, now, usual === '' ? '–' : usual]),
  )
  const lines = rows.flatMap(({ name, now, windows }, at) => {
    if (windows.length < FEWEST_POINTS) return []
    const points = windows.slice(-MOST_POINTS).map(
      ({ from, text, value }): LinePoint => ({
        at: from,
        value,
        over: false,
        tip: `${from.slice(0, 10)}: ${name} ${text}`,
      }),
    )
    const of = chart(name, `${now} in this window.`, lineSpec(points, name, null))
    return [figure(`${id}-${at}`, of, picture(320, LINE_HEIGHT, linePicture(points, { width: 320 })).html)]
  })
  return titled(
    'Operations',
    html`${lines.length === 0 ? NOTHING : html`<div class="figures columns">${lines}</div>`}${all}`,
  )
}

/** Other versions that answered in the window. */
export function versionsSection(drift: Drift): Html {
  const shown = driftTable('Versions side by side', versionTable(drift))
  return shown.html === ''
    ? NOTHING
    : titled('Versions in this window', html`${shown}${list([...versionNotes(drift), ...versionRemarks(drift)])}`)
}

/** What was compared with what, and by which rules. */
export function judgedSection(drift: Drift): Html {
  const { calibrated, commit, config, contender, current, label_coverage, reference, seed, versions, window } = drift
  const lines: readonly (readonly [string, string])[] = [
    [
      'window',
      window === null
        ? 'two files, without windows'
        : `${sayWindow(window)}${window.complete ? '' : ', not complete yet'}`,
    ],
    ['rows judged', `${current.uri}, ${formatCount(current.rows)} rows`],
    ['version', versions.join(', ') || '–'],
    [
      'reference',
      `${reference.uri}, ${formatCount(reference.rows)} rows${reference.by === 'profile' ? ', a stored profile' : ''}`,
    ],
    ...(reference.predictions === null ? [] : [['test rows of the model', reference.predictions] as const]),
    ...(label_coverage === null ? [] : [['rows with a label', formatShare(label_coverage)] as const]),
    ['floors', calibrated ? 'calibrated by earlier windows' : 'the default ones'],
    ...(commit === null ? [] : [['commit', commit] as const]),
    ...(config === null ? [] : [['config', config] as const]),
    ['seed', String(seed)],
    ['Contender', contender],
  ]
  const rows = lines.map(([name, value]) => [name, html`<code>${value}</code>`])
  return html`<h3>How it was judged, and lineage</h3>${list(footnote(drift))}${table('What was judged, beside what, and by what', columns(['what', 'which'], []), rows)}`
}
