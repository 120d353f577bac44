import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Drift } from '../../core/artifacts/drift.ts'
import { drawChart } from '../../reports/charts/draw-chart.ts'
import { performanceHistory } from '../../reports/charts/performance-history.ts'
import { historyChart } from '../../reports/drift/history-chart.ts'
import { performanceTable } from '../../reports/drift/performance-table.ts'
import { marginLimits } from '../../reports/margin-limits.ts'
import { stableDrift } from './example-drift.ts'

test('marginLimits: beside the reference, on both sides of zero where that is the goal, and no line over the reference', () => {
  const loss = { metric: 'log_loss', higher_is_better: false, margin: 0.1 }
  assert.deepEqual(marginLimits(loss, 0.5), [0.6])
  assert.deepEqual(marginLimits({ ...loss, metric: 'roc_auc', higher_is_better: true }, 0.5), [0.4])
  assert.deepEqual(marginLimits({ ...loss, margin: 0 }, 0.5), [])
  assert.deepEqual(marginLimits({ ...loss, metric: 'bias', margin: 0.5 }, -1), [-1.5, 1.5])
  assert.deepEqual(marginLimits({ ...loss, metric: 'bias', margin: 0 }, -1), [1])
})

/** Windows of a regression whose bias was −1 on the test rows and may go half a unit further from zero. */
function biasDrift(): Drift {
  const drift = stableDrift()
  const measured = (value: number) => ({
    ...drift.performance!.metrics.log_loss!.reference,
    ...{ value, ci: [value - 0.1, value + 0.1] as const },
  })
  const [reference, current] = [measured(-1), measured(-1.2)]
  const values = [-0.9, -1.1, 0.2, 0.4]
  return {
    ...drift,
    performance: {
      ...drift.performance!,
      ...{ metric: 'bias', higher_is_better: false, margin: 0.5, metrics: { bias: { reference, current } } },
    },
    history: drift.history.map((summary, at) => ({
      ...summary,
      metrics: { bias: measured(values[at]!) },
    })),
  }
}

test('bias over time: limits lie on both sides of zero, and nearer to it is better', async () => {
  const chart = performanceHistory(biasDrift(), null)!
  assert.match(
    chart.description,
    /Grey: the reference, −1\.0000\. Orange: as far from 0 as the reference and its margin, −1\.5000 and 1\.5000\./,
  )
  assert.match(await drawChart(chart.spec), />bias, nearer 0 is better</)
  assert.match(performanceHistory(stableDrift(), null)!.description, /Orange: the reference with its margin, 0\.5435\./)
})

test('bias over time in Markdown: both limits are drawn in red', () => {
  const chart = historyChart(biasDrift())
  assert.match(chart, /y-axis "bias, nearer 0 is better"/)
  assert.equal(chart.match(/^ {2}line /gm)!.length, 4)
  assert.match(chart, /line \[-1\.5,.*\n {2}line \[1\.5,/)
  assert.match(chart, /"#0969da, #8b949e, #cf222e, #cf222e"/)
})

test('the table of performance says of bias that it should go to zero, of others which way is better', () => {
  const first = (drift: Drift) => performanceTable(drift.performance!, drift.window).rows[0]![0]
  assert.deepEqual(first(biasDrift()), { strong: 'bias →0' })
  assert.deepEqual(first(stableDrift()), { strong: 'log_loss ↓' })
})
