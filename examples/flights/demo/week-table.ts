import type { Drift, WindowSummary } from '../../../core/artifacts/drift.ts'

interface Week {
  readonly window: WindowSummary['window'] | null
  readonly rows: number
  readonly inputs: string
  readonly value: number
  readonly ci: readonly [number, number] | null
  readonly estimate: number
  readonly verdict: string
}

/** The windows of a `drift.json`, oldest first: what was measured in each, and what would have been estimated without labels. */
export function weekTable(drift: Drift): string {
  const metric = drift.performance!.metric
  const rows = weeksOf(drift, metric).map(({ ci, estimate, inputs, rows, value, verdict, window }) => [
    window === null ? '' : `${window.from.slice(5, 10)} to ${lastDay(window.to)}`,
    rows.toLocaleString('en'),
    inputs,
    `${value.toFixed(3)}${ci === null ? '' : ` (${ci[0].toFixed(3)} to ${ci[1].toFixed(3)})`}`,
    estimate.toFixed(3),
    verdict,
  ])
  return aligned([['week', 'answers', 'inputs', metric, 'estimated', 'verdict'], ...rows])
}

function weeksOf(drift: Drift, metric: string): Week[] {
  const before = drift.history.map(({ estimate, families, metrics, rows, verdict, window }) => ({
    ...{ window, rows, verdict, inputs: families.features },
    ...{ value: metrics[metric]!.value!, ci: metrics[metric]!.ci, estimate: estimate[metric]! },
  }))
  const { estimate, metrics } = drift.performance!
  const now = metrics[metric]!.current
  return [
    ...before,
    {
      ...{ window: drift.window, rows: drift.current.rows, verdict: drift.verdict, inputs: worstOf(drift.features) },
      ...{ value: now.value!, ci: now.ci, estimate: estimate!.metrics[metric]!.value! },
    },
  ]
}

function worstOf(features: Drift['features']): string {
  const verdicts: readonly string[] = features.map(({ verdict }) => verdict)
  return ['drift', 'watch'].find((verdict) => verdicts.includes(verdict)) ?? 'stable'
}

function lastDay(end: string): string {
  return new Date(Date.parse(end) - 1).toISOString().slice(5, 10)
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd())
    .join('\n')
}
