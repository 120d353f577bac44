import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gateLine } from '../../core/config/gate-line.ts'
import { parseConfig } from '../../core/config.ts'

const config = parseConfig(
  `models:
  delay:
    task: binary-classification
    predictions: p.csv
    evaluate:
      budgets:
        size: 20MB
    gates:
      - { metric: roc_auc, min: 0.65 }
      - metric: log_loss
        against: base
      - { metric: roc_auc, against: base, margin: 1% }
  fare:
    task: regression
    predictions: q.csv
`,
  'contender.yml',
)

const lineOf = (rule: string, model = 'delay') => gateLine(config, model, rule)

test('gateLine: the example of its docstring', () => {
  assert.equal(lineOf('roc_auc at least 0.65'), 9)
})

test('gateLine: a gate without a margin is known by its metric’s own', () => {
  assert.equal(lineOf('log_loss against base, margin 1%'), 10)
  assert.equal(lineOf('roc_auc against base, margin 1%'), 12)
})

test('gateLine: a budget is a gate too', () => {
  assert.equal(lineOf('size at most 20,000,000 bytes'), 7)
})

test('gateLine: a rule of the base branch that this config lacks is shown where gates begin, or at the model', () => {
  assert.equal(lineOf('roc_auc at least 0.9'), 9)
  assert.equal(lineOf('rmse at most 3', 'fare'), 14)
  assert.equal(lineOf('rmse at most 3', 'gone'), undefined)
})
