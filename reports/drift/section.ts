import type { Drift } from '../../core/artifacts/drift.ts'
import { count } from '../../core/count.ts'
import { isLogged } from '../../core/drift/policy/broken-answers.ts'
import { few } from '../../core/few.ts'
import { formatCount } from '../../core/format-number.ts'
import { sayWindow } from '../../core/say-window.ts'
import { escapeMarkdown } from '../escape.ts'
import { fold, quotes } from '../model-section.ts'
import { escapeLong } from '../tables.ts'
import { causeTable, segmentTable } from './cause-table.ts'
import { compatTable } from './compat-table.ts'
import { byHarm, featureTable, methodTable, reasonsOf } from './feature-table.ts'
import { footnote } from './footnote.ts'
import { driftHeadline, nameOf, sayVerdict } from './headline.ts'
import { historySection } from './history-section.ts'
import { multivariateNotes } from './multivariate.ts'
import { sayOperations } from './operations.ts'
import { performanceNotes, performanceTable } from './performance-table.ts'
import type { Responding } from './responding.ts'
import { markdownOf } from './table.ts'
import { versionNotes, versionRemarks, versionTable, versionWarnings } from './versions.ts'
import { whatNext } from './what-next.ts'
import { driftMark } from './words.ts'

/** One window of one model: verdict, why, what next; performance, causes, columns; the rest folded. */
export function driftSection(drift: Drift, rows: number, responding: Responding): string {
  const { because, quality, verdict, window } = drift
  const warnings = quality.filter(({ level }) => level === 'warning').map((remark) => remark.because)
  const when = window === null ? '' : ` · ${sayWindow(window)}${window.complete ? '' : ', not complete yet'}`
  return [
    `### ${driftMark(verdict)} ${escapeMarkdown(nameOf(drift))}: ${verdict}, ${escapeLong(sayVerdict(drift))}${when}`,
    `**${escapeLong(driftHeadline(drift))}**`,
    `**What now?** ${whatNext(drift, responding).join(' ')}`,
    quotes([...because.slice(1), ...versionWarnings(drift), ...warnings]),
    ...(drift.compat === null ? judged(drift, rows) : asPeer(drift, rows)),
    `**Operations**: ${escapeLong(sayOperations(drift))}`,
    notes(drift),
    `<sub>${footnote(drift).map(escapeLong).join(' ')}</sub>`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function judged(drift: Drift, rows: number): string[] {
  const { features, labels, multivariate, predictions, segments } = drift
  return [
    performanceSection(drift, rows),
    versionSection(drift, rows),
    titled('Where it comes from', markdownOf(causeTable(drift), rows)),
    historySection(drift, rows),
    titled('Predictions', predictions === null ? '' : columns(predictions.features, rows, 'prediction')),
    titled('Inputs', columns(features, rows, 'column')),
    titled('Segments', segmentSection(segments, rows)),
    multivariate === null ? '' : titled('All inputs at once', list(multivariateNotes(multivariate))),
    labels === null
      ? ''
      : fold(
          'The labels themselves, shown and not judged',
          `${markdownOf(featureTable([labels], 'label'), rows)}\n\n${list(reasonsOf([labels]))}`,
        ),
    features.length === 0
      ? ''
      : fold(
          'Every method on every column',
          markdownOf(methodTable([...features, ...(predictions?.features ?? [])]), rows),
        ),
  ]
}

function asPeer(drift: Drift, rows: number): string[] {
  return [markdownOf(compatTable(drift), rows), versionSection(drift, rows), historySection(drift, rows)]
}

function titled(title: string, body: string): string {
  return body === '' ? '' : `#### ${title}\n\n${body}`
}

function performanceSection({ because, performance, window }: Drift, rows: number): string {
  if (performance === null) return ''
  const table = markdownOf(performanceTable(performance, window), rows)
  return `#### Performance: ${driftMark(performance.verdict)} ${performance.verdict}\n\n${table}\n\n${list(performanceNotes(performance, because))}`
}

function versionSection(drift: Drift, rows: number): string {
  const table = markdownOf(versionTable(drift), rows)
  if (table === '') return ''
  const remarks = versionRemarks(drift)
  return [
    titled('Versions in this window', table),
    list(versionNotes(drift)),
    ...(remarks.length === 0
      ? []
      : [fold(`${count(remarks.length, 'remark')} on the data of other versions`, quotes(remarks))]),
  ].join('\n\n')
}

function list(said: readonly string[]): string {
  return said.map((sentence) => `- ${escapeLong(sentence)}`).join('\n')
}

/** Those that moved; the stable ones in one line that opens, and in a line why others are not judged. */
function columns(features: Drift['features'], rows: number, what: string): string {
  const sorted = byHarm(features)
  const still = sorted.filter((one) => one.verdict === 'stable' && isLogged(one))
  const unjudged = sorted.filter(({ verdict }) => verdict === 'insufficient')
  const moved = sorted.filter(({ verdict }) => verdict === 'drift' || verdict === 'watch')
  return [
    markdownOf(featureTable(moved, what), rows),
    list(reasonsOf(moved).slice(0, rows)),
    folded(`${count(unjudged.length, what)} not judged`, unjudged, { rows, what }),
    folded(`${count(still.length, what)} stable`, still, { rows, what }),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function folded(
  title: string,
  features: Drift['features'],
  { rows, what }: { readonly rows: number; readonly what: string },
): string {
  if (features.length === 0) return ''
  const reasons = reasonsOf(features)
  const names = few(
    features.map(({ name }) => name),
    6,
  )
  return fold(
    `${title}: ${escapeLong(reasons.length === 1 && features.every(({ reason }) => reason !== null) ? reasons[0]! : names)}`,
    [markdownOf(featureTable(features, what), rows), list(reasons.slice(0, rows))]
      .filter((part) => part !== '')
      .join('\n\n'),
  )
}

function segmentSection(segments: Drift['segments'], rows: number): string {
  if (segments.length === 0) return ''
  const table = markdownOf(segmentTable(segments), rows)
  const small = segments.filter(({ verdict }) => verdict === 'insufficient').length
  const still = segments.filter(({ verdict }) => verdict === 'stable').length
  const rest = [
    ...(still === 0 ? [] : [`${formatCount(still)} stable`]),
    ...(small === 0 ? [] : [`${formatCount(small)} with too few rows to judge`]),
  ]
  const line =
    rest.length === 0
      ? ''
      : `${table === '' ? 'Of' : 'Of all'} ${count(segments.length, 'segment')}: ${rest.join(', ')}.`
  return [table, line].filter((part) => part !== '').join('\n\n')
}

function notes({ quality }: Drift): string {
  const remarks = quality.filter(({ level }) => level === 'note')
  if (remarks.length === 0) return ''
  return fold(`${count(remarks.length, 'remark')} on the data`, quotes(remarks.map(({ because }) => because)))
}
