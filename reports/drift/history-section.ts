import type { Drift, WindowSummary } from '../../core/artifacts/drift.ts'
import { count } from '../../core/count.ts'
import { few } from '../../core/few.ts'
import { decimalsOf, formatCount } from '../../core/format-number.ts'
import { sayWindow } from '../../core/say-window.ts'
import { fold } from '../model-section.ts'
import { historyChart, verdictStrip } from './history-chart.ts'
import { formatSize, formatValue } from './numbers.ts'
import { markdownOf, type Table } from './table.ts'
import { SQUARES, SQUARES_MEAN } from './words.ts'

/** Earlier windows: a strip of verdicts, a chart of what they go by, and a table that opens; '' where there are none. */
export function historySection(drift: Drift, rows: number): string {
  const strip = verdictStrip(drift, SQUARES)
  if (strip === '') return ''
  return [
    `#### Over time\n\n${strip} <sub>${SQUARES_MEAN}</sub>`,
    historyChart(drift),
    fold(count(drift.history.length, 'earlier window'), markdownOf(historyTable(drift), rows)),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** Earlier windows, the newest first. */
export function historyTable({ history, performance }: Drift): Table {
  const metric = performance?.metric
  return {
    columns: [
      ['window', 'l'],
      ['verdict', 'l'],
      ['version', 'l'],
      ['rows', 'r'],
      [metric ?? '', 'r'],
      ['over its floor', 'l'],
    ],
    rows: history.toReversed().map((summary) => [
      sayWindow(summary.window),
      { verdict: summary.verdict },
      summary.version ?? '',
      formatCount(summary.rows),
      sayMetric(summary, metric),
      few(
        summary.over
          .toSorted((a, b) => b.times - a.times)
          .map(({ key, times }) => `${key.replace(/^feature\//, '')} (${formatSize(times)} ×)`),
        3,
      ),
    ]),
  }
}

function sayMetric({ metrics }: WindowSummary, name: string | undefined): string {
  const metric = name === undefined ? undefined : metrics[name]
  return metric === undefined ? '' : formatValue(metric.value, metric.ci, decimalsOf(metric.ci))
}
