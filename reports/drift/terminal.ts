import type { Drift } from '../../core/artifacts/drift.ts'
import { count } from '../../core/count.ts'
import { isLogged } from '../../core/drift/policy/broken-answers.ts'
import { few } from '../../core/few.ts'
import { sayWindow } from '../../core/say-window.ts'
import { oneLine } from '../one-line.ts'
import { plain } from '../plain.ts'
import type { Paint } from '../terminal.ts'
import { causeTable, segmentTable } from './cause-table.ts'
import { compatTable } from './compat-table.ts'
import { byHarm, featureTable, reasonsOf } from './feature-table.ts'
import { footnote } from './footnote.ts'
import { driftHeadline, nameOf } from './headline.ts'
import { verdictStrip } from './history-chart.ts'
import { multivariateNotes } from './multivariate.ts'
import { sayOperations } from './operations.ts'
import { performanceNotes, performanceTable } from './performance-table.ts'
import { NOT_RESPONDING } from './responding.ts'
import { type Table, terminalOf } from './table.ts'
import { versionNotes, versionTable, versionWarnings } from './versions.ts'
import { whatNext } from './what-next.ts'
import { DRIFT_COLOURS, HEIGHTS } from './words.ts'

/**
 * One window of one model for a terminal: verdict, why, what next, performance, causes, and what moved.
 *
 * @param responding what the run does about it
 */
export function renderDriftTerminal(drift: Drift, paint: Paint, responding = NOT_RESPONDING): string {
  const { because, compat, performance, quality, verdict, window } = drift
  const warnings = quality.filter(({ level }) => level === 'warning').map((remark) => remark.because)
  const absent = quality.filter(({ check, level }) => level === 'note' && check === 'file')
  const when = window === null ? '' : `  ${sayWindow(window)}${window.complete ? '' : ', not complete yet'}`
  const strip = verdictStrip(drift, HEIGHTS)
  const table = (title: string, of: Table) => titled(title, terminalOf(of, paint), paint)
  const blocks = [
    `${paint('bold', oneLine(nameOf(drift)))}  ${paint(DRIFT_COLOURS[verdict], verdict.toUpperCase())}${when}  ${oneLine(driftHeadline(drift))}`,
    lines([...because.slice(1), ...versionWarnings(drift), ...warnings, ...absent.map((remark) => remark.because)]),
    ...(compat === null
      ? [
          performance === null
            ? ''
            : [
                table(`performance: ${performance.verdict}`, performanceTable(performance, window)),
                lines(performanceNotes(performance, because)),
              ].join('\n'),
          table('where it comes from', causeTable(drift)),
          columns(drift, paint),
          table('segments', segmentTable(drift.segments)),
          drift.multivariate === null ? '' : lines(multivariateNotes(drift.multivariate)),
        ]
      : [terminalOf(compatTable(drift), paint)]),
    [table('versions in this window', versionTable(drift)), lines(versionNotes(drift))].join('\n').trimEnd(),
    [
      ...(strip === '' ? [] : [`  ${strip}  ${paint('dim', '▂ stable  ▅ watch  █ drift  · too little to judge')}`]),
      `  ${oneLine(sayOperations(drift))}`,
    ].join('\n'),
    footnote(drift)
      .map((sentence) => `  ${paint('dim', oneLine(sentence))}`)
      .join('\n'),
    [`  ${paint('bold', 'What now?')}`, lines(whatNext(drift, responding))].join('\n'),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

function titled(title: string, body: string, paint: Paint): string {
  return body === '' ? '' : `${paint('dim', `  ${title}`)}\n${body}`
}

/** Sentences that somebody reads before the numbers; nobody reads more of them than this. */
const MOST_LINES = 20

function lines(sentences: readonly string[]): string {
  const shown = sentences.slice(0, MOST_LINES).map((sentence) => `  ${plain(oneLine(sentence, 600))}`)
  const left = sentences.length - shown.length
  return [...shown, ...(left === 0 ? [] : [`  ${left} more remarks are in drift.json.`])].join('\n')
}

function columns({ features, predictions }: Drift, paint: Paint): string {
  const sorted = byHarm([...features, ...(predictions?.features ?? [])])
  const of = (...verdicts: readonly string[]) => sorted.filter(({ verdict }) => verdicts.includes(verdict))
  const [moved, still, unjudged] = [of('watch', 'drift'), of('stable').filter(isLogged), of('insufficient')]
  const names = few(
    still.map(({ name }) => oneLine(name, 40)),
    8,
  )
  return [
    titled('inputs and predictions', terminalOf(featureTable(moved), paint), paint),
    lines(reasonsOf([...moved, ...unjudged])),
    still.length === 0 ? '' : `  ${paint('dim', `${count(still.length, 'column')} stable: ${names}`)}`,
  ]
    .filter((part) => part !== '')
    .join('\n')
}
