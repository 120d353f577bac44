import type { MetricValue } from '../core/artifacts/evaluation.ts'
import { decimalsOf, formatCount, formatNumber } from '../core/format-number.ts'
import { differingFields, fieldsOf } from '../core/runs/fields.ts'
import type { KnownRun } from '../core/runs/known-run.ts'
import { align } from './align.ts'
import { oneLine } from './one-line.ts'
import { plain } from './plain.ts'
import { COLOURS, type Paint } from './terminal.ts'

/** What the star after a commit says. */
export const STAR = '* trained with files changed since that commit'

const MOST_FIELDS = 4
const LONGEST = 20

/** What the table shows beside the runs. */
export interface RunsShown {
  /** By run id: as short as tells it apart from every run there is. */
  readonly short: ReadonlyMap<string, string>
  /** The metric that was sorted by; else each run's primary one. */
  readonly metric: string | undefined
  readonly paint: Paint
}

/**
 * Runs as a table for a terminal: of parameters only those that are not the same in all of them.
 * Times are in UTC.
 */
export function renderRuns(runs: readonly KnownRun[], { metric, paint, short }: RunsShown): string {
  const differing = differingFields(runs)
  const fields = differing.slice(0, MOST_FIELDS)
  const models = new Set(runs.map(({ run }) => run.model))
  const metrics = new Set(runs.flatMap(({ evaluation }) => metric ?? evaluation?.primary ?? []))
  const [only] = metrics.size === 1 ? metrics : []
  const rows = runs.map((known) => {
    const { comparison, places, run } = known
    const values = fieldsOf(known)
    return [
      paint('bold', short.get(run.id) ?? run.id),
      run.started.slice(0, 16).replace('T', ' '),
      ...(models.size > 1 ? [cell(run.model)] : []),
      run.commit === null ? '–' : `${run.commit.slice(0, 7)}${run.dirty ? '*' : ''}`,
      ...fields.map((field) => cell(values.has(field) ? String(values.get(field)) : '–')),
      ...metricCells(known, metric, only !== undefined),
      comparison === null ? '–' : paint(COLOURS[comparison.outcome], comparison.outcome),
      places.join(', '),
    ]
  })
  const head = [
    ...['run', 'when'],
    ...(models.size > 1 ? ['model'] : []),
    'commit',
    ...fields.map((field) => cell(field.replace(/^params\./, ''))),
    ...[only === undefined ? 'metric' : cell(only), '95 % interval'],
    ...['outcome', 'where'],
  ]
  const notes = [
    ...(runs.some(({ run }) => run.dirty) ? [STAR] : []),
    ...(differing.length > fields.length
      ? [
          `${formatCount(differing.length - fields.length)} more parameters differ: contender runs diff EARLIER LATER, or --json`,
        ]
      : []),
  ]
  const table = align([head.map((title) => paint('dim', title)), ...rows])
  return [table, ...notes.map((note) => paint('dim', `  ${note}`)), ''].join('\n')
}

/** Value and interval. A name stands with its value where the table's head cannot say it for all. */
function metricCells({ evaluation }: KnownRun, metric: string | undefined, named: boolean): [string, string] {
  const name = metric ?? evaluation?.primary
  const value = name === undefined ? undefined : evaluation?.metrics[name]
  if (value === undefined) return ['–', evaluation === null ? 'not evaluated' : '–']
  const { shown, range } = metricText(value)
  return [named ? shown : `${cell(name!)} ${shown}`, range]
}

/** A metric's value and interval, in the decimals that the interval supports. */
export function metricText({ ci, reason, value }: Pick<MetricValue, 'ci' | 'reason' | 'value'>): {
  readonly shown: string
  readonly range: string
} {
  const decimals = decimalsOf(ci)
  const range =
    ci === null ? plain(reason ?? '–') : `${formatNumber(ci[0], decimals)} to ${formatNumber(ci[1], decimals)}`
  return { shown: formatNumber(value, decimals), range }
}

/** Text of a config or of data, not too long for a column. */
function cell(text: string): string {
  return oneLine(text, LONGEST) || '–'
}
