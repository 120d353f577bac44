import type { RunEvent } from '../../core/ledger/event.ts'
import { fieldsOf } from '../../core/runs/fields.ts'
import { flatParams } from '../../core/runs/flat-params.ts'
import { formatSize } from '../drift/numbers.ts'
import { metricText } from '../runs-table.ts'
import { mark } from '../words.ts'
import type { BigColumn, Cell } from './big-table.ts'
import { modelPath } from './frame.ts'

export const RUN_COLUMNS: readonly BigColumn[] = [
  { name: 'run', kind: 'text' },
  { name: 'started', kind: 'beginning' },
  { name: 'model', kind: 'choice' },
  { name: 'metric', kind: 'values' },
  { name: 'outcome', kind: 'choice' },
  { name: 'version', kind: 'version' },
  { name: 'minutes', kind: 'number' },
  { name: 'commit', kind: 'beginning' },
  { name: 'trainer', kind: 'text' },
  { name: 'params', kind: 'fields' },
]

/** Characters of a text that a row shows, and of one that a diff does. */
const SHORT = 60
const LONG = 2_000

/** @param version that came of the run; undefined: none */
export function runCells(
  { comparison, evaluation, run }: RunEvent,
  short: string,
  version: string | undefined,
): Cell[] {
  const metrics = Object.entries(evaluation?.metrics ?? {}).sort(
    ([a], [b]) => Number(b === evaluation?.primary) - Number(a === evaluation?.primary),
  )
  return [
    short,
    { shown: run.started.slice(0, 16).replace('T', ' '), raw: run.started },
    { text: cut(run.model, SHORT), href: modelPath(run.model) },
    {
      named: metrics.map(([name, judged]) => {
        const { range, shown } = metricText(judged)
        return [cut(name, SHORT), judged.ci === null ? shown : `${shown} (${range})`, finite(judged.value)] as const
      }),
    },
    comparison === null
      ? null
      : { shown: `${mark(comparison.outcome)} ${comparison.outcome}`, raw: comparison.outcome },
    version ?? null,
    [formatSize(run.cost.minutes), finite(run.cost.minutes)],
    run.commit === null ? null : { shown: `${run.commit.slice(0, 7)}${run.dirty ? '*' : ''}`, raw: run.commit },
    cut(run.builtin ?? run.command ?? '', SHORT),
    {
      named: [...flatParams(run.params)].map(([name, value]) => [
        cut(name, SHORT),
        cut(String(value), SHORT),
        typeof value === 'number' ? finite(value) : null,
      ]),
    },
  ]
}

/** All that a run records of itself, to hold it against another: a text by field. */
export function runDetails(event: RunEvent): Record<string, string> {
  const { comparison, evaluation, run } = event
  const { environment, inputs } = run
  const { dataset, metrics = {}, threshold } = evaluation ?? {}
  const known: (readonly [string, string | number | null | undefined])[] = [
    ...[...fieldsOf({ run, evaluation: null, comparison, places: ['ledger'] })].map(
      ([name, value]) => [name, value === null ? null : String(value)] as const,
    ),
    ...[...flatParams(run.settings ?? {})].map(([name, value]) => [`settings.${name}`, String(value)] as const),
    ...Object.entries(run.data).map(([part, { digest, uri }]) => [`${part} data`, `${uri} ${digest}`] as const),
    ...inputs.map(({ digest, uri }) => [`input ${uri}`, digest] as const),
    ...environment.locks.map(({ digest, uri }) => [`lock ${uri}`, digest] as const),
    ...Object.entries(environment.runtimes).map(([name, version]) => [`runtime ${name}`, version] as const),
    ...([
      ['platform', environment.platform],
      ['node', environment.node],
      ['contender', run.contender],
      ['model file', `${run.artifact.uri} ${run.artifact.digest}`],
      ['model bytes', run.artifact.bytes],
      ['test rows', dataset && `${dataset.uri} ${dataset.digest}`],
      ['threshold', threshold],
    ] as const),
    ...Object.entries(metrics).map(([name, judged]) => {
      const { range, shown } = metricText(judged)
      return [`metric ${name}`, `${shown} (${range})`] as const
    }),
    ...(comparison?.gates ?? []).map(
      ({ because, outcome, rule }) => [`gate ${rule}`, `${outcome}: ${because}`] as const,
    ),
  ]
  const fields = new Map(
    known.flatMap(([name, value]) =>
      value === null || value === undefined ? [] : [[cut(name, SHORT), cut(String(value), LONG)]],
    ),
  )
  return Object.fromEntries(fields)
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null
}

/** @returns at most so many characters */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const signs = [...text]
  return signs.length <= most ? text : `${signs.slice(0, most - 1).join('')}…`
}
