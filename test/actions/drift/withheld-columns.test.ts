import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { judgeIn } from './judge-in.ts'
import { byDay, csv, made, NOW } from './production-logs.ts'

const NAMES = ['id', 'at', 'distance', 'origin', 'label']

/** A trained model in whose logs all rows are of one origin, which is sensitive. */
async function moved(t: TestContext) {
  const logs = made({ days: 21, seed: 2 }).map((row) => ({ ...row, origin: 'JFK' }))
  const folder = await folderWith(t, {
    'contender.yml': `models:
  delay:
    task: binary-classification
    data: { train: train.csv, test: test.csv, target: label, id: id, time: at, group: { time: at, every: 1d }, sensitive: [origin] }
    train: { builtin: linear }
    model: m.onnx
    evaluate: { metrics: [log_loss] }
    drift: { logs: { files: "logs/%Y-%m-%d.csv", time: at, id: id }, window: 7d }
`,
    'train.csv': csv(made({ from: '2025-11-01', days: 40, rows: 70, seed: 11 }), NAMES),
    'test.csv': csv(made({ from: '2025-12-22', days: 10, rows: 60, seed: 12 }), NAMES),
    ...byDay(logs, ['id', 'at', 'distance', 'origin']),
  })
  assert.equal((await contender('train', folder, {}, NOW)).code, 0)
  return folder
}

const NOT_JUDGED = 'origin is not judged: it is in `data.sensitive`, and a model of a built-in trainer does not read it'

test('drift: a sensitive column that a built-in trainer left out is not judged, which is a note', async (t) => {
  const folder = await moved(t)
  const { code, drift } = await judgeIn(folder)
  assert.deepEqual([code, drift.verdict], [0, 'stable'])
  assert.deepEqual(
    drift.features.map(({ name }) => name),
    ['distance'],
  )
  assert.deepEqual(
    drift.quality.filter(({ column }) => column === 'origin'),
    [{ check: 'schema', column: 'origin', level: 'note', because: NOT_JUDGED }],
  )
})

test('drift: a sensitive column is judged where a command trains, which may read it', async (t) => {
  const folder = await moved(t)
  const path = join(folder, 'contender.yml')
  await writeFile(path, (await readFile(path, 'utf8')).replace('builtin: linear', 'run: python train.py'))
  const { code, drift, said } = await judgeIn(folder)
  assert.deepEqual([code, drift.verdict], [1, 'drift'])
  assert.doesNotMatch(said, /origin is not judged/)
})
