import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Drift, driftSchema } from '../../../core/artifacts/drift.ts'
import { sha256 } from '../../../core/sha256.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { listen } from '../../github/listen.ts'
import { script } from '../repository.ts'
import { scoreModel } from '../score-model.ts'
import { byDay, csv, made, NOW, watchedConfig, watchedFiles } from './production-logs.ts'

const TEST = made({ from: '2025-12-22', days: 10, rows: 60, seed: 12 })
/** The model answers with the column `good`, which is the score. */
const withGood = (rows: ReturnType<typeof made>) => rows.map((row) => ({ ...row, good: row.score }))
const NAMES = ['id', 'at', 'distance', 'origin', 'good', 'score', 'label']

const config = (more = '') =>
  watchedConfig({ model: 'evaluate: { metrics: [log_loss] }', more })
    .replace(/predictions: test\.csv/, 'model: m.onnx')
    .replace('train: train.csv', 'train: train.csv, test: test.csv')

function files(logs: ReturnType<typeof made>, more = '') {
  const train = withGood(made({ from: '2025-11-01', days: 40, rows: 60, seed: 11 }))
  return {
    ...watchedFiles(),
    'contender.yml': config(more),
    'train.csv': csv(train, ['id', 'at', 'distance', 'origin', 'good', 'label']),
    'test.csv': csv(withGood(TEST), ['id', 'at', 'distance', 'origin', 'good', 'label']),
    'm.onnx': scoreModel('good'),
    ...byDay(withGood(logs) as never, NAMES),
  }
}

async function judge(folder: string, line = ''): Promise<{ code: number; drift: Drift }> {
  const { code, error, out } = await contender(`drift --json ${line}`, folder, {}, NOW)
  assert.notEqual(code, 2, error)
  return { code, drift: driftSchema.parse(JSON.parse(out)) }
}

test('drift: of a model that can be asked, columns count by how much they move its answers', async (t) => {
  const logs = made({ days: 21, seed: 2, shift: () => 1 })
  const folder = await folderWith(t, files(logs, 'multivariate: true'))
  const { code, drift } = await judge(folder)
  assert.equal(code, 1)
  const distance = drift.causes.find(({ features }) => features.includes('distance'))!
  assert.ok(distance.importance !== null)
  assert.ok(drift.multivariate!.auc > 0.6)
  assert.equal(drift.multivariate!.features[0]!.name, 'distance')
  assert.match(drift.reference.predictions!, /test\.csv by m\.onnx/)
  assert.equal(drift.performance!.verdict, 'stable')
})

/** A repository whose production is a version before the model that is here. */
async function released(t: TestContext, more = '') {
  const folder = await folderWith(t, { ...files(made({ days: 21, seed: 2 })), '.gitignore': `.contender/\n${more}` })
  script(folder, 'git init -q -b main', 'git config user.name Ann && git config user.email ann@example.com')
  script(folder, 'git add -A', 'git commit -qm First')
  const digest = sha256(scoreModel('good'))
  for (const line of [
    `register delay v1.0.0 --digest ${digest}`,
    'assign delay v1.0.0 staging',
    'assign delay v1.0.0 production',
  ]) {
    const { code, error } = await contender(`registry ${line}`, folder, {}, NOW)
    assert.equal(code, 0, error)
  }
  return folder
}

test('drift: the test rows are predicted by the model in production, and not by the one that is here', async (t) => {
  const folder = await released(t)
  await writeFile(join(folder, 'm.onnx'), scoreModel('good', 0.5))
  const { drift } = await judge(folder)
  assert.match(drift.reference.predictions!, /test\.csv by v1\.0\.0, m\.onnx/)
  assert.equal(drift.predictions!.verdict, 'stable')
  assert.equal(drift.performance!.verdict, 'stable')
})

test('drift --local: neither origin nor GitHub is asked, though the model in production is not to be had here', async (t) => {
  const folder = await released(t, 'm.onnx\n')
  await writeFile(join(folder, 'm.onnx'), scoreModel('good', 0.5))
  const asked: string[] = []
  const { close, url } = await listen(async ({ path }) => {
    asked.push(path)
    return { status: 404, body: undefined }
  })
  t.after(close)
  script(folder, `git remote add origin ${url}/acme/models.git`)
  const environment = { GITHUB_API_URL: url, GITHUB_REPOSITORY: 'acme/models', GITHUB_TOKEN: 'secret' }
  const local = await contender('drift --local', folder, environment, NOW)
  assert.deepEqual(asked, [])
  assert.match(local.error, /Answers of delay are not judged, for the model in production cannot be had/)
  assert.doesNotMatch(local.error, /origin/)
  await contender('drift', folder, environment, NOW)
  assert.notDeepEqual(asked, [])
})
