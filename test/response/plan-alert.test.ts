import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseCodeowners } from '../../core/governance/codeowners.ts'
import { alertOwners } from '../../core/response/alert-owners.ts'
import type { DriftIssueState } from '../../core/response/drift-issue-state.ts'
import { planAlert } from '../../core/response/plan-alert.ts'
import { issueState, modelOf } from './situation.ts'

const state = (told: 0 | 1 | 2, called: 0 | 1 | 2 = told): DriftIssueState =>
  issueState({ told: { inputs: told, performance: 0 }, called: { inputs: called, performance: 0 } })
const ESCALATE = 'escalate: { after: 3, owners: ["@acme/heads", "@ann"] }'
const NOON = new Date('2026-02-05T12:00:00Z')
const NIGHT = new Date('2026-02-05T23:00:00Z')

const alert = (told: 0 | 1 | 2, windows: number | undefined, { config = ESCALATE, now = NOON, called = told } = {}) =>
  planAlert(
    { model: modelOf(`, alert: { ${config} }`), owners: ['@acme/ml', '@ann'], now },
    state(told, called),
    windows === undefined ? undefined : { kind: 'inputs', windows },
  )

test('owners are told first, the second level after its windows, each once', () => {
  assert.deepEqual(alert(0, 1), [{ do: 'mention', kind: 'inputs', level: 1, owners: ['@acme/ml', '@ann'] }])
  assert.deepEqual(alert(1, 2), [])
  assert.deepEqual(alert(1, 3), [{ do: 'mention', kind: 'inputs', level: 2, owners: ['@acme/heads'] }])
  assert.deepEqual(alert(2, 9), [])
})

test('who missed their turn is told together with the second level, nobody twice', () => {
  assert.deepEqual(alert(0, 3), [
    { do: 'mention', kind: 'inputs', level: 2, owners: ['@acme/ml', '@ann', '@acme/heads'] },
  ])
})

test('in quiet hours nobody is told, and the first run after them tells', () => {
  const config = `${ESCALATE}, quiet: { from: "22:00", to: "07:00" }, webhook: { url: ALERT_URL }`
  assert.deepEqual(alert(0, 1, { config, now: NIGHT }), [
    {
      do: 'hold',
      what: 'alert',
      because: 'quiet hours until 2026-02-06 07:00 UTC: the first run after them tells whose turn it is',
    },
  ])
  assert.deepEqual(
    alert(0, 1, { config, now: new Date('2026-02-06T07:00:00Z') }).map((action) => action.do),
    ['mention', 'call_webhook'],
  )
  assert.deepEqual(alert(1, 1, { config, now: NIGHT }), [], 'nothing to tell, nothing held')
})

test('a webhook is called once for each level, and once when it has healed', () => {
  const config = `${ESCALATE}, webhook: { url: ALERT_URL }`
  const called = (...args: Parameters<typeof alert>) =>
    alert(...args).flatMap((action) => (action.do === 'call_webhook' ? [`${action.event} ${action.level}`] : []))
  assert.deepEqual(called(0, 1, { config }), ['drift 1'])
  assert.deepEqual(called(1, 1, { config }), [])
  assert.deepEqual(called(1, 1, { config, called: 0 }), ['drift 1'], 'it did not answer before')
  assert.deepEqual(called(1, 3, { config }), ['escalated 2'])
  assert.deepEqual(called(2, undefined, { config }), ['healed 2'])
  assert.deepEqual(called(2, undefined, { config, called: 0 }), [], 'it never knew')
})

test('owners are those of the config, else those of the model’s files that can be mentioned', () => {
  const codeowners = parseCodeowners('* @acme/all\nmodels/ @acme/ml ml@acme.com @ann\n')
  const { drift } = modelOf(', alert: { owners: ["@bob", "@bob"] }')
  assert.deepEqual(alertOwners(drift, ['models/m.onnx'], codeowners), ['@bob'])
  assert.deepEqual(alertOwners(modelOf().drift, ['models/m.onnx', 'train.py'], codeowners), [
    '@acme/ml',
    '@ann',
    '@acme/all',
  ])
  assert.deepEqual(alertOwners(modelOf().drift, ['models/m.onnx'], undefined), [])
})
