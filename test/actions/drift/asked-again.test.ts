import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type Drift, driftSchema } from '../../../core/artifacts/drift.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { LOGS, NEWEST } from './newest-week.ts'
import { byDay, NOW, type Row, watchedFiles } from './production-logs.ts'

const NAMES = ['id', 'at', 'distance', 'origin', 'score', 'label', 'version', 'ms']

async function judge(t: TestContext, rows: readonly object[]): Promise<Drift> {
  const logs = '{ files: "logs/%Y-%m-%d.csv", time: at, id: id, score: score, version: version, latency: ms }'
  const files = { ...watchedFiles({ logs }), ...byDay(rows as readonly Row[], NAMES) }
  const { code, error, out } = await contender('drift --json', await folderWith(t, files), {}, NOW)
  assert.notEqual(code, 2, error)
  return driftSchema.parse(JSON.parse(out))
}

const by = (version: string, rows: readonly Row[] = LOGS) => rows.map((row, at) => ({ ...row, version, ms: at % 90 }))
const said = ({ quality }: Drift) => quality.map(({ because }) => because)
const rowsJudged = ({ performance }: Drift) => performance!.metrics.log_loss!.current.rows

test('drift: of two versions that answer the same requests the newest is judged by all of its answers, as if it were alone', async (t) => {
  // A moment later, and with scores of which about half are lower.
  const shadow = by('v2').map((row, at) => ({
    ...row,
    at: row.at.replace(/\d$/, '9'),
    score: Math.min(0.99, Math.max(0.01, row.score + (at % 2 === 0 ? 0.05 : -0.05))),
  }))
  const [both, alone] = [await judge(t, [...by('v1'), ...shadow]), await judge(t, shadow)]
  assert.deepEqual([both.versions, both.current.rows, both.current.other_versions], [['v2'], 420, 420])
  assert.deepEqual(said(both), said(alone))
  assert.deepEqual(both.performance, alone.performance)
  assert.deepEqual(both.predictions, alone.predictions)
  // Volume and latency are those of both.
  assert.deepEqual([both.operations.rows, alone.operations.rows], [840, 420])
})

test('drift: a label that comes in a later row of the logs is the label of the answer', async (t) => {
  const answers = by('v1').map(({ label: _, ...row }) => row)
  const known = await judge(t, by('v1'))
  for (const [later, remark] of [
    [
      by('v1').map((row) => ({ ...row, at: row.at.replace(/\d$/, '9') })),
      /420 rows of .* do not count: the first row with an answer does/,
    ],
    [LOGS.map(({ at, id, label }) => ({ id, at: at.replace(/\d$/, '9'), label })), /^$/],
  ] as const) {
    const drift = await judge(t, [...answers, ...later])
    assert.equal(drift.label_coverage, 1)
    assert.deepEqual(drift.performance, known.performance)
    assert.deepEqual(drift.features, known.features)
    assert.match(said(drift).join(), remark)
  }
})

test('drift: a row of the logs that holds a label alone is no request, also where its answer was in another window', async (t) => {
  const answers = by('v1').map(({ label: _, ...row }) => row)
  const twoDaysLater = LOGS.map(({ at, id, label }) => {
    return {
      id,
      at: `${new Date(Date.parse(`${at}Z`) + 2 * 86_400_000).toISOString().slice(0, 19).replace('T', ' ')}`,
      label,
    }
  })
  const drift = await judge(t, [...answers, ...twoDaysLater])
  assert.deepEqual([drift.current.rows, drift.operations.rows, said(drift)], [420, 420, []])
  assert.equal(drift.performance!.metrics.log_loss!.current.rows, 300)
})

test('drift: an id with two different labels in the logs counts as without one, and is told', async (t) => {
  const other = by('v1')
    .slice(NEWEST, NEWEST + 10)
    .map((row) => ({ ...row, label: 1 - row.label }))
  const drift = await judge(t, [...by('v1'), ...other])
  assert.match(said(drift).join(), /10 rows have two different labels in .* and count as without one/)
  assert.equal(rowsJudged(drift), 410)
})

test('drift: a label that is none gives way to the one that comes later', async (t) => {
  const first = by('v1').map((row) => ({ ...row, label: 'unknown' }))
  const later = by('v1').map((row) => ({ ...row, at: row.at.replace(/\d$/, '9') }))
  const drift = await judge(t, [...first, ...later.slice(0, -2)])
  assert.equal(rowsJudged(drift), 418)
  assert.match(said(drift).join(), /2 rows have a label .*`unknown`/)
})
