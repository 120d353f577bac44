import assert from 'node:assert/strict'
import { test } from 'node:test'
import { None, parse, View } from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'
import { formOf } from '../../../reports/charts/chart-form.ts'
import { drawChart } from '../../../reports/charts/draw-chart.ts'
import { driftHistory } from '../../../reports/charts/drift-history.ts'
import { metricHistory } from '../../../reports/charts/metric-history.ts'
import { driftEvent } from '../../ledger/drift-event.ts'
import { idAt, known } from '../../runs/known.ts'

function metric(values: readonly number[], released: number): TopLevelSpec {
  const runs = values.map((value, at) => ({
    ...({ schema: 'contender/run-event@1', id: idAt(at), at: '2026-11-21T10:00:00.000Z' } as const),
    by: { name: 'Ann', email: null, via: 'workflow', url: null } as const,
    ...known({ id: idAt(at), started: new Date(Date.UTC(2026, 10, 21, at)).toISOString() }, { roc_auc: value }),
  }))
  const version = { version: 'v1.0.0' } as Parameters<typeof metricHistory>[0]['versions'][number]['version']
  const versions = [{ version, stages: [], run: runs[released]! }]
  return metricHistory({ runs, versions }, 'roc_auc', new Map(runs.map(({ run: { id } }) => [id, id])))!.spec
}

const windows = (verdicts: readonly ('stable' | 'drift')[]) =>
  driftHistory(verdicts.map((verdict, at) => driftEvent(at + 1, { verdict })))!.spec

/** As Vega does it, from the start. */
async function drawAlone(spec: TopLevelSpec): Promise<string> {
  const view = new View(parse(compile(spec).spec), { renderer: 'none', logLevel: None })
  try {
    return await view.toSVG()
  } finally {
    view.finalize()
  }
}

/** Vega counts the clips of a process. */
const uncounted = (svg: string) => svg.replaceAll(/clip\d+/g, 'clip')

test('formOf: charts of two models that differ in rows and description alone have one form', () => {
  const [one, other] = [formOf(metric([0.7, 0.8], 0)), formOf(metric([0.5, 0.6, 0.9], 2))]
  assert.equal(one.key, other.key)
  assert.deepEqual(
    [one, other].map(({ rows }) => rows.map(({ length }) => length)),
    [
      [2, 1],
      [3, 1],
    ],
  )
  assert.notEqual(one.key, formOf(windows(['stable', 'drift'])).key)
})

test('drawChart: a chart of a known form is drawn as if it were the first, and keeps its rows as they were', async () => {
  const specs = [
    metric([0.7, 0.8, 0.75], 0),
    metric([0.5, 0.6, 0.9, 0.2], 2),
    metric([0.1, 0.3], 1),
    windows(['stable', 'drift', 'stable']),
    windows(['drift', 'drift']),
  ]
  const before = JSON.stringify(specs)
  for (const spec of specs) assert.equal(uncounted(await drawChart(spec)), uncounted(await drawAlone(spec)))
  assert.equal(JSON.stringify(specs), before)
})
