import assert from 'node:assert/strict'
import test from 'node:test'
import { parseConfig } from '../../core/config.ts'
import { retrainedModel } from '../../core/pull-request/retrained-model.ts'

const { models } = parseConfig(
  `models:
  delay:
    task: regression
    data: { train: a.csv, test: b.csv, target: y }
    train: { builtin: linear }
    model: m.onnx
    drift: { logs: { files: l.csv, time: at } }
    retrain: { app: rebuilder }
  other: { task: regression, predictions: p.csv }
`,
  'contender.yml',
)
const us = { login: 'contender[bot]', repository: 'acme/models', models }
const pull = { author: 'contender[bot]', headBranch: 'contender/retrain/delay', headRepository: 'acme/models' }

test('retrainedModel: the App that governs, and the one that the model names, open such pull requests', () => {
  assert.equal(retrainedModel(pull, us), 'delay')
  assert.equal(retrainedModel({ ...pull, author: 'rebuilder[bot]' }, us), 'delay')
})

test('retrainedModel: nobody else does, nor the App of another model, nor from another place', () => {
  assert.equal(retrainedModel({ ...pull, author: 'rebuilder' }, us), undefined)
  assert.equal(
    retrainedModel({ ...pull, author: 'rebuilder[bot]', headBranch: 'contender/retrain/other' }, us),
    undefined,
  )
  assert.equal(retrainedModel({ ...pull, author: undefined }, us), undefined)
  assert.equal(retrainedModel({ ...pull, headRepository: 'mallory/models' }, us), undefined)
  assert.equal(retrainedModel({ ...pull, headBranch: 'work' }, us), undefined)
})
