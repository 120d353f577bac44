import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { answering, judge, LOGS } from './newest-week.ts'
import { byDay, jsonLines, NOW, watchedFiles } from './production-logs.ts'

/** Logs with labels of their own, of whose newest week some rows have no answer. */
const logged = (isMissing: (at: number) => boolean) => answering(({ score }, at) => (isMissing(at) ? '' : score))

test('drift: a week without any answer is drift, names what is missing and asks for no training', async (t) => {
  const { code, drift, folder } = await judge(
    t,
    logged(() => true),
  )
  assert.deepEqual([code, drift.verdict, drift.retrain], [1, 'drift', null])
  assert.equal(drift.because[0], 'missing answers are 420 of 420 rows, 5.0 times its floor of 0.20')
  assert.ok(drift.because.includes('the prediction score is not judged: the window has none of the 200 answers needed'))
  assert.equal(drift.performance!.verdict, 'insufficient')
  const { out } = await contender('drift', folder, {}, NOW)
  assert.match(out, /Look first at what answers and at what writes the logs: requests that fail/)
})

test('drift: the same of answers that are null in JSON Lines', async (t) => {
  const logs = '{ files: "logs/%Y-%m-%d.jsonl", time: at, id: id, score: score }'
  const days = Map.groupBy(LOGS, ({ at }) => at.slice(0, 10))
  const files = Object.fromEntries(
    Array.from(days, ([day, rows]) => [`logs/${day}.jsonl`, jsonLines(rows.map((row) => ({ ...row, score: null })))]),
  )
  const { code, drift } = await judge(t, { ...watchedFiles({ logs }), ...files })
  assert.deepEqual([code, drift.predictions!.verdict], [1, 'drift'])
})

test('drift: few missing answers are no drift, and where too few are left nothing is called stable', async (t) => {
  const some = await judge(
    t,
    logged((at) => at % 10 === 0),
  )
  assert.deepEqual([some.code, some.drift.verdict], [0, 'stable'])
  // 210 rows, of which 180 have an answer.
  const small = logged((at) => at % 7 === 0)
  const half = Object.entries(small).map(([name, text]) => {
    const [header, ...lines] = text.split('\n')
    return name.startsWith('logs/2026-01-1') || name.startsWith('logs/2026-01-2')
      ? [name, [header, ...lines.filter((line) => line !== '').slice(0, 30), ''].join('\n')]
      : [name, text]
  })
  const few = await judge(t, Object.fromEntries(half))
  assert.deepEqual([few.code, few.drift.verdict, few.drift.current.rows], [3, 'insufficient', 210])
  assert.match(
    few.drift.because[0]!,
    /^the prediction score is not judged: the window has \d+ of the 200 answers needed$/,
  )
})

test('drift: windows without answers are none by which an issue heals, but drift themselves', async (t) => {
  const from = LOGS.findIndex(({ at }) => at.startsWith('2026-01-08'))
  const { drift } = await judge(
    t,
    answering(() => '', { from }),
    '--windows 3',
  )
  assert.deepEqual([...drift.history.map(({ verdict }) => verdict), drift.verdict], ['stable', 'drift', 'drift'])
})

const RENAMED = '{ files: "logs/%Y-%m-%d.csv", time: at, id: id }'

function renamed(more: string) {
  const files = byDay(LOGS, ['id', 'at', 'distance', 'origin', 'score'])
  const logs = Object.entries(files).map(([name, text]) => [name, text.replace('score', 'p')])
  return { ...watchedFiles({ logs: RENAMED, more }), ...Object.fromEntries(logs) }
}

test('drift: logs without answers are an error where labels or performance are to be judged', async (t) => {
  for (const more of ['labels: { files: labels.csv }', 'performance: { metric: log_loss }']) {
    const { code, error } = await contender('drift', await folderWith(t, renamed(more)), {}, NOW)
    assert.equal(code, 2)
    assert.match(
      error,
      /Missing column `score` or `prediction` in logs\/%Y-%m-%d\.csv, known: .*\bp\b.*`drift\.(labels|performance)` needs the answers, and `drift\.logs\.score` names another/,
    )
  }
})

test('drift: else logs without answers are told, and nothing is said to be compared with the test rows', async (t) => {
  const folder = await folderWith(t, renamed(''))
  const { code, out } = await contender('drift', folder, {}, NOW)
  assert.equal(code, 0)
  assert.match(out, /the logs hold no answers, so inputs alone are compared: missing column `score` or `prediction`/)
  assert.doesNotMatch(out, /Predictions and performance are compared/)
  assert.match(out, /What now\?\n {2}The logs hold no answers: where `drift\.logs` names/)
})
