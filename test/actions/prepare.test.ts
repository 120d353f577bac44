import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Run, runSchema } from '../../core/artifacts/run.ts'
import { openEngine } from '../../core/data/engine.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { peopleCsv } from './people.ts'
import { scoreModel } from './score-model.ts'

const SQL = `CREATE VIEW people AS SELECT id, site, good AS risk, late FROM 'd.csv';
CREATE VIEW early AS FROM people WHERE id < 250;
CREATE TABLE later AS FROM people WHERE id >= 250;
`

const CONFIG = `models:
  delay:
    task: binary-classification
    data: { prepare: prepare.sql, train: early, test: later, target: late, id: id }
    evaluate: { metrics: [roc_auc] }
`

test('data.prepare: tables are handed to a training command as Parquet files', async (t) => {
  const program = `import fs from 'node:fs'
const { CONTENDER_MODEL, CONTENDER_TEST, CONTENDER_TRAIN } = process.env
fs.copyFileSync(CONTENDER_TRAIN, 'seen train.parquet')
fs.copyFileSync(CONTENDER_TEST, 'seen test.parquet')
fs.copyFileSync('valid.onnx', CONTENDER_MODEL)
`
  const folder = await folderWith(t, {
    'd.csv': peopleCsv(),
    'prepare.sql': SQL,
    'train.mjs': program,
    'valid.onnx': scoreModel('risk'),
    'contender.yml': `${CONFIG}    train: { run: '"${process.execPath}" train.mjs' }\n    model: m.onnx\n`,
  })
  const { code, error } = await contender('pipeline', folder)
  assert.equal(code, 0, error)
  await using engine = await openEngine({ directory: folder, root: folder })
  const names = (await engine.columns('seen train.parquet')).map(({ name }) => name)
  assert.deepEqual(names, ['id', 'site', 'risk', 'late'])
  assert.equal(await engine.count('seen train.parquet'), 250)
  assert.equal(await engine.count('seen test.parquet'), 200)
  assert.equal(await engine.count('.contender/delay/predictions.parquet'), 200)
})

test('data.prepare: tables are handed to a prediction command as Parquet files', async (t) => {
  const program = `import fs from 'node:fs'
const { CONTENDER_DATA, CONTENDER_PREDICTIONS } = process.env
fs.copyFileSync(CONTENDER_DATA, 'seen.parquet')
fs.writeFileSync(CONTENDER_PREDICTIONS, 'score\\n' + '0.5\\n'.repeat(200))
`
  const folder = await folderWith(t, {
    'd.csv': peopleCsv(),
    'prepare.sql': SQL,
    'predict.mjs': program,
    'contender.yml': `${CONFIG}    predict: { run: '"${process.execPath}" predict.mjs' }\n`,
  })
  const { code, error } = await contender('evaluate', folder)
  assert.equal(code, 0, error)
  await using engine = await openEngine({ directory: folder, root: folder })
  assert.equal(await engine.count('seen.parquet'), 200)
})

test('data.prepare: a built-in trainer learns from the tables', async (t) => {
  const folder = await folderWith(t, {
    'd.csv': peopleCsv(),
    'prepare.sql': SQL,
    'contender.yml': `${CONFIG}    train: { builtin: linear, seed: 3 }\n    model: m.onnx\n    gates: [{ metric: roc_auc, min: 0.6 }]\n`,
  })
  const { code, error } = await contender('pipeline', folder)
  assert.equal(code, 0, error)
  const run: Run = runSchema.parse(JSON.parse((await contender('train --json', folder)).out))
  assert.equal(run.builtin, 'linear')
})
