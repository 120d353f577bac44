import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { recentWindows } from '../../core/ledger/drift-told.ts'
import { DRIFT_GAUGES, type MeasuredWindow, renderPrometheus } from '../../reports/prometheus.ts'
import { debianTool } from '../debian-tool.ts'
import { driftEvent } from '../ledger/drift-event.ts'
import { summary } from './example-drift.ts'

const promtool = debianTool('promtool')
const BAD = 'a"b\\c\nd {x="1"} 5 # HELP \u{1f600}'

const delay: MeasuredWindow = {
  model: 'delay',
  summary: { ...summary(4, 'drift', 0.6331), label_coverage: 0.9712 },
}
const empty: MeasuredWindow = {
  model: 'team/churn',
  summary: {
    ...summary(4, 'insufficient', null),
    version: null,
    families: { features: 'insufficient', predictions: null, performance: null },
    effects: {},
    metrics: {},
    estimate: {},
    operations: { rows: 12, latency: null, error_rate: null, source: null },
  },
}
const hostile: MeasuredWindow = {
  model: BAD,
  summary: {
    ...summary(4, 'watch', 0.5),
    version: BAD.repeat(40),
    effects: Object.fromEntries(Array.from({ length: 900 }, (_, at) => [`${BAD.repeat(9)}${at}`, at])),
    metrics: { [BAD]: { value: 1e-9, ci: [0, 1e21], rows: 1, groups: null } },
  },
}

/** What promtool says of a page; '' where it finds nothing. */
function check(text: string): string {
  const { error, status, stderr, stdout } = spawnSync(promtool.path, ['check', 'metrics'], {
    input: text,
    encoding: 'utf8',
  })
  if (error !== undefined) throw error
  return status === 0 ? `${stdout}${stderr}` : `${status}: ${stdout}${stderr}`
}

test('verdicts, metrics, effects and operations of windows as Prometheus reads them', (t) => {
  t.assert.fileSnapshot(
    renderPrometheus([delay, empty]),
    fileURLToPath(new URL('snapshots/drift.prom', import.meta.url)),
    { serializers: [(text: string) => text] },
  )
  assert.equal(renderPrometheus([]), '')
})

test('promtool finds nothing to say of it, whatever models, versions and columns are called', {
  skip: promtool.skip,
}, () => {
  for (const windows of [[delay], [delay, empty], [delay, empty, hostile], [hostile, hostile]])
    assert.equal(check(renderPrometheus(windows)), '')
})

test('promtool would say if a line were wrong', { skip: promtool.skip }, () => {
  const text = renderPrometheus([delay])
  assert.match(check(`${text}${text}`), /second HELP|was collected before|TYPE/)
  assert.match(check(text.replaceAll('# HELP contender_drift_rows', '# HELP other')), /no help text/)
})

test('one verdict of four holds, and a family that is not judged has none', () => {
  const lines = renderPrometheus([delay, empty]).split('\n')
  const of = (name: string) => lines.filter((line) => line.startsWith(`${name}{`))
  assert.equal(of('contender_drift_verdict').length, 8)
  assert.equal(of('contender_drift_verdict').filter((line) => line.endsWith(' 1')).length, 2)
  assert.ok(lines.includes('contender_drift_verdict{model="delay",version="v1.0.0",verdict="drift"} 1'))
  assert.equal(of('contender_drift_family_verdict').filter((line) => line.includes('team/churn')).length, 4)
})

test('of 900 columns the 50 that went farthest are told, and how many there are', () => {
  const text = renderPrometheus([hostile])
  assert.ok(text.match(/^contender_drift_feature_effect\{/gm)!.length <= 50)
  assert.match(text, /^contender_drift_features\{.*\} 900$/m)
  assert.ok(DRIFT_GAUGES.every(({ name }) => text.includes(`# TYPE ${name} gauge`) || name.includes('coverage')))
})

test('events of the ledger are told as they are: the newest window of each model', () => {
  const events = [driftEvent(1), driftEvent(2, { verdict: 'drift' }), driftEvent(3, { model: 'churn', week: 1 })]
  const text = renderPrometheus([...recentWindows(events, 1).values()].flat(2))
  const held = Array.from(text.matchAll(/^contender_drift_verdict\{model="(\w+)".*verdict="(\w+)"\} 1$/gm))
  assert.deepEqual(
    held.map(([, model, verdict]) => [model, verdict]),
    [
      ['delay', 'drift'],
      ['churn', 'stable'],
    ],
  )
})
