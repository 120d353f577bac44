import assert from 'node:assert/strict'
import test from 'node:test'
import { parseConfig } from '../../core/config.ts'
import { judgingPaths } from '../../core/pull-request/judging-paths.ts'
import { behindLinks, touchedByPaths } from '../../core/pull-request/touched-by-paths.ts'

const { models } = parseConfig(
  `models:
  named:
    task: regression
    data: { train: data/train.csv, test: data/test-*.csv, target: y }
    train: { run: python train.py, inputs: [lib/, requirements.txt] }
    model: models/named.onnx
    predict: { run: python serve/predict.py, inputs: [serve/util.py] }
  open:
    task: regression
    data: { train: other/train.csv, test: other/test, target: y }
    train: { run: make open }
    model: models/open.onnx
  prepared:
    task: regression
    data: { prepare: sql/prepare.sql, train: train, test: test, target: y }
    train: { builtin: linear }
    model: models/prepared.onnx
`,
  'contender.yml',
)
const [named] = models

const JUDGING = [
  '.github/workflows/contender.yml',
  '.github/workflows/other.yml',
  '.github/actions/setup/action.yml',
  'contender.yml',
  'contender.schema.yml',
  'CODEOWNERS',
  '.github/CODEOWNERS',
  'docs/CODEOWNERS',
  'data/test-1.csv',
  'data/test-1.csv.dvc',
  'data.dvc',
  'data',
  'dvc.lock',
  'pipeline/dvc.lock',
  'serve/predict.py',
  'serve/util.py',
  'other/test/part-1.parquet',
  'sql/prepare.sql',
  'rows/of/anything.parquet',
]

const OTHER = [
  'README.md',
  'docs/contender.yml.md',
  '.github/dependabot.yml',
  'src/.github/workflows/x.yml',
  'data/train.csv',
  'other/train.csv',
  'train.py',
  'lib/a.py',
  'models/named.onnx',
  'data/test-1.csv.txt',
  'src/CODEOWNERS',
]

test('judgingPaths: workflows, config, contract, owners, test rows, SQL and code that predicts; nothing else', () => {
  assert.deepEqual(judgingPaths([...OTHER, ...JUDGING], models), JUDGING)
})

test('judgingPaths: without a prepare SQL only rows that are named count', () => {
  assert.deepEqual(judgingPaths(['rows/of/anything.parquet', 'data/test-1.csv'], [named!]), ['data/test-1.csv'])
})

for (const retrain of ['', 'retrain: { when: never }'])
  test(`judgingPaths: logs and labels, which windows make test rows of, count ${retrain === '' ? 'without' : 'with'} retrain`, () => {
    const watched = parseConfig(
      `models:
  delay:
    task: regression
    data: { train: data/train.csv, test: data/test.csv, target: y }
    train: { run: make }
    model: models/delay.onnx
    drift:
      logs: { files: logs/%Y-%m-%d.csv, time: at, id: id }
      labels: { files: "labels/*.csv" }
    ${retrain}
`,
      'contender.yml',
    ).models
    const judging = ['logs/2026-02-01.csv', 'labels/2026-02.csv']
    assert.deepEqual(judgingPaths([...judging, 'data/train.csv', 'logs/notes.md'], watched), judging)
  })

const touched = (paths: string[], edited: string[] = []) => touchedByPaths(models, paths, edited)

test('touchedByPaths: what a model names touches it for sure, and what others name as data no open one', () => {
  for (const path of ['lib/a.py', 'train.py', 'data/test-2.csv', 'data/train.csv', 'data', 'models/named.onnx'])
    assert.ok(touched([path]).surely.includes('named'), path)
  assert.deepEqual(touched(['models/named.onnx']), { surely: ['named'], maybe: [] })
  assert.deepEqual(touched(['data/train.csv']), { surely: ['named'], maybe: [] })
})

test('touchedByPaths: a command without inputs, or a prepare SQL, may read anything', () => {
  assert.deepEqual(touched(['README.md']), { surely: [], maybe: ['open', 'prepared'] })
})

test('touchedByPaths: config, contract, pointers and attributes may be about any; locks about those with a command', () => {
  for (const path of [
    'contender.yml',
    'contender.schema.yml',
    'dvc.lock',
    'x.csv.dvc',
    'a/.gitattributes',
    '.gitmodules',
  ])
    assert.deepEqual(touched([path]), { surely: [], maybe: ['named', 'open', 'prepared'] }, path)
  assert.deepEqual(touchedByPaths([named!], ['uv.lock'], []), { surely: [], maybe: ['named'] })
  assert.deepEqual(touchedByPaths([named!], ['docs/uv.lock', 'README.md'], []), { surely: [], maybe: [] })
})

test('touchedByPaths: a section that is edited touches its model for sure', () => {
  assert.deepEqual(touched(['contender.yml'], ['open']), { surely: ['open'], maybe: ['named', 'prepared'] })
})

test('touchedByPaths: a change without paths touches nothing', () => {
  assert.deepEqual(touched([]), { surely: [], maybe: [] })
})

test('behindLinks: models that name something at, below or above a link', () => {
  assert.deepEqual(behindLinks(models, ['data']), ['named'])
  assert.deepEqual(behindLinks(models, ['data/test-1.csv', 'other']), ['named', 'open'])
  assert.deepEqual(behindLinks(models, ['lib/deep/link']), ['named'])
  assert.deepEqual(behindLinks(models, ['docs', 'data/README.md']), [])
})
