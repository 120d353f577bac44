import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseSince } from '../../core/runs/since.ts'
import { sortRuns } from '../../core/runs/sort-runs.ts'
import { idAt, known } from './known.ts'

const judged = (metric: string, values: readonly (number | null)[]) =>
  values.map((value, at) => known({ id: idAt(at) }, { [metric]: value }))
const order = (metric: string, values: readonly (number | null)[]) =>
  sortRuns(judged(metric, values), metric).map(({ evaluation }) => evaluation!.metrics[metric]!.value)

test('the best comes first, whichever direction is better; no value comes last', () => {
  assert.deepEqual(order('roc_auc', [0.6, null, 0.8, 0.7]), [0.8, 0.7, 0.6, null])
  assert.deepEqual(order('log_loss', [0.6, 0.5, null, 0.7]), [0.5, 0.6, 0.7, null])
  assert.deepEqual(order('bias', [-3, 0.5, 2, -0.1]), [-0.1, 0.5, 2, -3])
})

test('equal runs keep their order', () => {
  const runs = judged('rmse', [1, 1, 1])
  assert.deepEqual(sortRuns(runs, 'rmse'), runs)
})

test('an unknown metric names the nearest that a run was judged by', () => {
  assert.throws(
    () => sortRuns(judged('roc_auc', [1]), 'auc'),
    /Unknown metric `auc` of --sort, did you mean `roc_auc`\? Known: roc_auc$/,
  )
  assert.throws(
    () => sortRuns([known({})], 'roc_acu'),
    /No run was judged yet: no values of `roc_acu` of --sort, did you mean `roc_auc`/,
  )
})

test('since takes a duration or a date', () => {
  const now = new Date('2026-11-21T10:00:00Z')
  const since = (text: string) => parseSince(text, now).toISOString()
  assert.equal(since('90m'), '2026-11-21T08:30:00.000Z')
  assert.equal(since('2026-11-01'), '2026-11-01T00:00:00.000Z')
  assert.equal(since('2026-11-01 06:30'), '2026-11-01T06:30:00.000Z')
  assert.equal(since('2026-11-01T06:30+02:00'), '2026-11-01T04:30:00.000Z')
  for (const text of ['', 'yesterday', '7', '2026-13-01', '999999999999d', '21.11.2026'])
    assert.throws(() => since(text), /Unexpected `.*` of --since, expected how long ago \(7d, 12h\) or a date/)
})
