import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evaluate } from '../../../actions/evaluate/main.ts'
import { pipeline } from '../../../actions/pipeline/main.ts'
import { readInputs } from '../../../actions/runner/read-inputs.ts'
import { train } from '../../../actions/train/main.ts'

const WORKFLOW = { GITHUB_WORKFLOW_REF: 'acme/models/.github/workflows/ci.yml@refs/heads/main' }

test('readInputs: the example of its docstring', () => {
  const { own, runner } = readInputs(train, { INPUT_MODEL: 'delay', 'INPUT_FAIL-ON': 'fail' })
  assert.deepEqual(own, { config: 'contender.yml', model: 'delay', out: '.contender', force: false })
  assert.deepEqual(runner, { artifact: undefined, failOn: 'fail', githubToken: undefined })
})

test('readInputs: nothing given, or an empty text, is the default', () => {
  const nothing = readInputs(pipeline, {})
  assert.deepEqual(
    readInputs(pipeline, { INPUT_CONFIG: '', INPUT_MODEL: ' ', INPUT_FORCE: '', INPUT_BASE: '' }),
    nothing,
  )
  assert.equal(nothing.runner.failOn, 'undecided')
  assert.equal(nothing.own.config, 'contender.yml')
})

test('readInputs: names are in kebab-case, booleans as YAML writes them', () => {
  const { own } = readInputs(pipeline, { 'INPUT_MISSING-BASE': 'leave', INPUT_FORCE: 'True' })
  assert.equal(own.missingBase, 'leave')
  assert.equal(own.force, true)
  assert.deepEqual(readInputs(evaluate, { INPUT_METRICS: 'f1, mcc' }).own.metrics, ['f1', 'mcc'])
})

test('readInputs: a value that cannot be names the input, the workflow and what was expected', () => {
  const refused = (environment: Record<string, string>) => () => readInputs(pipeline, { ...WORKFLOW, ...environment })
  assert.throws(refused({ 'INPUT_FAIL-ON': 'always' }), {
    name: 'UserError',
    message:
      'Unexpected value `always` of the input `fail-on` in .github/workflows/ci.yml, expected fail, undecided or never',
  })
  assert.throws(refused({ INPUT_FORCE: 'yes' }), {
    message: 'Unexpected value `yes` of the input `force` in .github/workflows/ci.yml, expected true or false',
  })
  assert.throws(refused({ 'INPUT_MISSING-BASE': 'x' }), { message: /input `missing-base` .* expected train or leave/ })
})

test('readInputs: an artifact by whose name no comment would find the report is refused', () => {
  for (const name of ['a/b', 'my-report', 'contender-reports', 'contender-report-a b'])
    assert.throws(() => readInputs(pipeline, { INPUT_ARTIFACT: name }), {
      name: 'UserError',
      message: /input `artifact` .* expected `none`, `contender-report` or `contender-report-` with letters/,
    })
  for (const name of ['none', 'contender-report', 'contender-report-nightly'])
    assert.equal(readInputs(pipeline, { INPUT_ARTIFACT: name }).runner.artifact, name)
})

test('readInputs: an input that the action does not have names the nearest one', () => {
  assert.throws(() => readInputs(pipeline, { INPUT_MODLE: 'delay' }), {
    name: 'UserError',
    message: /^Unknown input `modle` in the workflow, did you mean `model`\?/,
  })
  assert.throws(() => readInputs(train, { INPUT_ARTIFACT: 'x' }), /Unknown input `artifact`/)
})
