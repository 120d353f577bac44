import assert from 'node:assert/strict'
import test from 'node:test'
import { cannotRetrain, RETRAIN_TRIGGER } from '../../core/commands/retrain-workflow.ts'

test('what is shown to be added is what lets a workflow be started', () => {
  assert.equal(cannotRetrain(`name: Retrain\n${RETRAIN_TRIGGER}jobs: {}\n`, 'main'), undefined)
})

test('what keeps a workflow from being started is told', () => {
  const cases = [
    [undefined, /^Missing \.github\/workflows\/contender-retrain\.yml of main/],
    ['', /no YAML with a trigger/],
    ['a: [', /no YAML with a trigger/],
    ['on: push', /Missing `workflow_dispatch`/],
    ['on: [push, pull_request]', /Missing `workflow_dispatch`/],
    ['on: [push, workflow_dispatch]', /Missing input `model`/],
    ['on: { workflow_dispatch: }', /Missing input `model`/],
    ['on: { workflow_dispatch: { inputs: { name: {} } } }', /Missing input `model`/],
    ['on: { workflow_dispatch: { inputs: 3 } }', /Missing input `model`/],
  ] as const
  for (const [text, because] of cases) assert.match(cannotRetrain(text, 'main')!, because)
  assert.equal(cannotRetrain('"on": { workflow_dispatch: { inputs: { model: } } }', 'main'), undefined)
})
