import type { DriftPerformance, DriftWindow } from '../../core/artifacts/drift.ts'
import { count } from '../../core/count.ts'
import { decimalsOf, formatCount } from '../../core/format-number.ts'
import { sayWindow } from '../../core/say-window.ts'
import { arrowOf } from '../words.ts'
import { formatSize, formatValue } from './numbers.ts'
import type { Table } from './table.ts'

/**
 * Metrics of the reference beside those of the rows whose labels are there, and of the window as they are estimated without; the one that decides first.
 *
 * @param window null where two files are compared
 */
export function performanceTable(performance: DriftPerformance, window: DriftWindow | null): Table {
  const { cohort, estimate, metric, metrics } = performance
  const names = [...new Set([metric, ...Object.keys(metrics), ...Object.keys(estimate?.metrics ?? {})])].slice(0, MOST)
  const validation = estimate === null ? '' : ` (${WORDS[estimate.validation]})`
  return {
    columns: [
      ['metric', 'l'],
      ['reference', 'r'],
      [sayLabelled(cohort, window), 'r'],
      [`${window === null ? '' : 'this window, '}estimated without labels${validation}`, 'r'],
    ],
    rows: names.map((name) => {
      const [judged, guessed] = [metrics[name], estimate?.metrics[name]]
      const decides = name === metric
      const decimals = decimalsOf(judged?.current.ci ?? judged?.reference.ci ?? guessed?.ci ?? null)
      const show = (of: { value: number | null; ci: readonly [number, number] | null } | undefined) =>
        of === undefined ? '–' : formatValue(of.value, of.ci, decimals)
      const reference = judged?.reference ?? (guessed && { value: guessed.reference, ci: null })
      return [
        decides ? { strong: `${name} ${arrowOf(name, performance)}` } : name,
        show(reference),
        show(judged?.current),
        estimate === null ? '' : show(guessed),
      ]
    }),
  }
}

/** Labels come late: rows that have theirs may be older than the window. */
function sayLabelled(cohort: DriftPerformance['cohort'], window: DriftWindow | null): string {
  if (window === null) return 'labelled rows'
  const isWindow = cohort === null || (cohort.from === window.from && cohort.to === window.to)
  return isWindow ? 'this window, by labels' : `labelled rows of ${sayWindow(cohort)}`
}

const MOST = 20

const WORDS = {
  validated: 'validated',
  not_validated: 'not validated: no better than a constant',
  unknown: 'not yet validated: too few labelled windows',
} as const

/** From here on both ways hardly differ. */
const FEW_GROUPS = 15

const METHODS = { cbpe: 'CBPE', direct_loss: 'The direct estimate of the loss' } as const

const SOURCES = { cbpe: 'the scores', direct_loss: 'the inputs' } as const

/**
 * What has to be known to read the table: plain sentences. That an estimate proves nothing is said in its own.
 *
 * @param told reasons that stand above it already, and are not said again
 * @example
 * performanceNotes(performance)[0] // 'log_loss is within its margin of the test rows.'
 */
export function performanceNotes(of: DriftPerformance, told: readonly string[] = []): string[] {
  const { because, cohort, concept, estimate, loss, margin, margin_rule, metric } = of
  const said = told.some((reason) => reason.startsWith(because)) ? [] : [because]
  if (loss !== null && margin_rule.endsWith('%'))
    said.push(`The margin of ${margin_rule} is ${formatSize(margin)} of ${metric} here.`)
  if (loss !== null && (of.metrics[metric]?.current.groups ?? FEW_GROUPS) < FEW_GROUPS)
    said.push(
      'Of so few groups the interval of a value alone allows for their skewness, and that of the loss for how both sides vary (Welch): their ends need not agree, and the loss decides.',
    )
  if (cohort !== null) said.push(`The rows judged were answered ${sayWindow(cohort)}.`)
  if (estimate !== null) {
    const [word] = WORDS[estimate.validation].split(':') as [string]
    const method = METHODS[estimate.method]
    said.push(
      estimate.because.includes(word) ? `${method}: ${estimate.because}` : `${method} is ${word}: ${estimate.because}`,
      `${method} sees no concept drift: it goes by ${SOURCES[estimate.method]} alone, so where the same inputs come to mean another answer it stays as it was.`,
    )
  }
  const alarms = concept.flatMap(({ alarms, detector }) =>
    alarms.length === 0 ? [] : [`${DETECTORS[detector]} at ${moment(alarms[0]!)}${sayMore(alarms.length - 1)}`],
  )
  const begun = sayBegun(of)
  if (alarms.length > 0)
    said.push(`Within the rows judged the stream of errors changed, by ${alarms.join('; by ')}${begun}.`)
  else if (concept.length > 0)
    said.push(
      `The stream of errors did not change, by ${concept.map(({ detector }) => DETECTORS[detector]).join(', ')}${begun}.`,
    )
  return said.map((sentence) => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`))
}

function sayMore(more: number): string {
  return more === 0 ? '' : ` (and ${formatCount(more)} more)`
}

/** What came before the rows judged: without it a change at the first of them cannot be seen. */
function sayBegun({ stream }: DriftPerformance): string {
  if (stream === undefined) return ''
  if (stream.rows === 0) return '; it begins with the rows judged, for no test row is older'
  const since = stream.from === null ? '' : `, from ${moment(stream.from)} on`
  return `; it begins with ${count(stream.rows, 'test row')}${since}`
}

const DETECTORS = { adwin: 'ADWIN', page_hinkley: 'Page–Hinkley', ddm: 'DDM', kswin: 'KSWIN' } as const

function moment(at: string): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ')
}
