import assert from 'node:assert/strict'
import test from 'node:test'
import { cannotRetrain, RETRAIN_TRIGGER, retrainingTitle } from '../../core/commands/retrain-workflow.ts'

const ON = '"on": { workflow_dispatch: { inputs: { model: } } }'

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
    [ON, /Missing `run-name` with the input `model`, and no other expression/],
    [`run-name: Training\n${ON}`, /Missing `run-name`/],
    [`run-name: \${{ inputs.model }} by \${{ github.actor }}\n${ON}`, /Missing `run-name`/],
  ] as const
  for (const [text, because] of cases) assert.match(cannotRetrain(text, 'main')!, because)
  assert.equal(cannotRetrain(`run-name: \${{inputs.model}}\n${ON}`, 'main'), undefined)
})

test('retrainingTitle: what GitHub makes of `run-name`', () => {
  const named = (name: string) => retrainingTitle(`run-name: ${JSON.stringify(name)}\n${ON}`, 'a/$&')
  assert.equal(named(`Train \${{ inputs.model }} anew`), 'Train a/$& anew')
  assert.equal(named(`\${{github.event.inputs.model}}: \${{ inputs.model }}`), 'a/$&: a/$&')
  assert.equal(named(`Train \${{ inputs.models }}`), undefined)
})
