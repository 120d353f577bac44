import type { DriftWindow, WindowSummary } from '../../artifacts/drift.ts'
import { isJudged } from './settle-columns.ts'
import { PERFORMANCE } from './settle-performance.ts'
import type { MeasuredWindow, Settled } from './settle-window.ts'

/** What later windows need to know of this one. */
export function summaryOf(measured: MeasuredWindow, window: DriftWindow, settled: Settled): WindowSummary {
  const { inputs, outputs, performance } = settled
  const whole = [...inputs.slice(0, measured.features.length), ...(outputs ?? [])]
  const over = [...inputs, ...(outputs ?? [])]
    .filter(({ feature }) => feature.over)
    .map(({ key, feature: { times, unmatched } }) => ({ key, times: times!, ...(unmatched && { unmatched }) }))
  return {
    window,
    version: measured.version,
    rows: measured.rows,
    verdict: settled.verdict,
    families: settled.verdicts,
    effects: Object.fromEntries(
      whole.flatMap(({ feature }) =>
        isJudged(feature) && feature.effect !== null ? [[feature.name, feature.effect]] : [],
      ),
    ),
    over: performance?.over ? [...over, { key: PERFORMANCE, times: performance.times ?? 0 }] : over,
    metrics: Object.fromEntries(Object.entries(performance?.metrics ?? {}).map(([name, both]) => [name, both.current])),
    label_coverage: performance?.coverage ?? null,
    estimate: Object.fromEntries(
      Object.entries(performance?.estimate?.metrics ?? {}).map(([name, { value }]) => [name, value]),
    ),
    checked: performance?.estimate?.checked ?? {},
    operations: measured.operations,
  }
}
