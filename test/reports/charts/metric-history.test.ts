import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawChart } from '../../../reports/charts/draw-chart.ts'
import { metricHistory } from '../../../reports/charts/metric-history.ts'
import { idAt, known } from '../../runs/known.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND

/** What stands at the axis of time, below runs that began so many milliseconds apart, the newest first. */
async function marks(apart: number): Promise<string[]> {
  const runs = [3, 2, 1, 0].map((at) => ({
    ...({ schema: 'contender/run-event@1', id: idAt(at), at: '2026-11-26T10:00:00.000Z' } as const),
    by: { name: 'Ann', email: null, via: 'workflow', url: null } as const,
    ...known(
      { id: idAt(at), started: new Date(Date.UTC(2026, 10, 26, 10, 15) + at * apart).toISOString() },
      { roc_auc: 0.7 + at / 100 },
    ),
  }))
  const short = new Map(runs.map(({ run: { id } }) => [id, id]))
  const svg = await drawChart(metricHistory({ runs, versions: [] }, 'roc_auc', short)!.spec)
  const axis = svg.slice(svg.indexOf('role-axis-label'))
  return [...axis.matchAll(/>([^<]*\d[:-]\d[^<]*)<\/text>/g)].map(([, text]) => text!)
}

test('metricHistory: marks of time say the day, and the minute or second where runs are as close', async () => {
  for (const [apart, expected] of [
    [20 * SECOND, /^11-26 10:1\d:\d\d$/],
    [10 * MINUTE, /^11-26 10:\d\d$/],
    [10 * 24 * 60 * MINUTE, /^2026-1[12]-\d\d$/],
  ] as const) {
    const shown = await marks(apart)
    assert.ok(shown.length > 0)
    for (const text of shown) assert.match(text, expected)
    assert.equal(new Set(shown).size, shown.length, shown.join())
  }
})
