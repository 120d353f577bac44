import assert from 'node:assert/strict'
import test from 'node:test'
import { parseConfig } from '../../core/config.ts'
import type { RetrainEvent } from '../../core/ledger/event.ts'
import { type Evidence, type RetrainTask, whyRetrain } from '../../core/retrain/why-retrain.ts'

function retrainOf(text: string): RetrainTask['retrain'] {
  const config = `models:
  delay:
    task: regression
    data: { train: a.csv, test: b.csv, target: y }
    train: { builtin: linear }
    model: m.onnx
    drift: { logs: { files: l.csv, time: at } }
    retrain: { ${text} }
`
  return parseConfig(config, 'contender.yml').models[0]!.retrain!
}

const window = { from: '2026-03-05T00:00:00.000Z', to: '2026-03-12T00:00:00.000Z' }
const breach: Evidence = {
  ...{ performance: 'drift', window, versions: ['v1.2.0'], because: ['log_loss is 0.1 worse'] },
  since: '2026-02-26T00:00:00.000Z',
}
const stable: Evidence = { ...breach, performance: 'stable', because: [] }

const event = (at: string, more: Partial<RetrainEvent> = {}): RetrainEvent => ({
  ...{ schema: 'contender/retrain-event@1', id: '019a0000-0000-7000-8000-000000000000', at, model: 'delay' },
  by: { name: 'ann', email: null, via: 'workflow', url: null },
  ...{ commit: null, evidence: 'an earlier one', because: 'a reason', version: null, data: null, minutes: 10 },
  ...{ train: window, holdout: window, rows: { train: 1, holdout: 1 }, artifact: null, metric: 'mae', gain: null },
  ...{ outcome: 'fail', pull: null },
  ...more,
})

const task = (more: Partial<RetrainTask> = {}): RetrainTask => ({
  ...{ retrain: retrainOf(''), evidence: breach, events: [], asked: false, force: false },
  now: new Date('2026-03-15T06:00:00Z'),
  until: new Date('2026-03-15T00:00:00Z'),
  ...more,
})

test('whyRetrain: a breach of performance is a reason, and how long it lasts the evidence', () => {
  assert.deepEqual(whyRetrain(task()), {
    go: true,
    evidence: 'performance of v1.2.0 since 2026-02-26T00:00:00.000Z',
    because: 'log_loss is 0.1 worse',
  })
})

test('whyRetrain: what the window itself asks for goes before, by the name that it has there', () => {
  const asks = { evidence: 'inputs of v1.2.0 since 2026-03-01T00:00:00.000Z', because: 'drift in a lasts' }
  assert.deepEqual(whyRetrain(task({ evidence: { ...stable, asks } })), { go: true, ...asks })
  assert.equal(whyRetrain(task({ retrain: retrainOf('when: never'), evidence: { ...breach, asks } })).go, false)
})

test('whyRetrain: nothing else is, and what is stable has healed', () => {
  const told = (evidence: Evidence | undefined) => whyRetrain(task({ evidence }))
  assert.deepEqual(told(stable), {
    go: false,
    because:
      'its performance from 2026-03-05T00:00:00.000Z to 2026-03-12T00:00:00.000Z is `stable`, and it is retrained after a breach',
    healed: true,
  })
  for (const performance of ['watch', 'insufficient', null] as const) {
    const why = told({ ...breach, performance })
    assert.deepEqual([why.go, !why.go && why.healed], [false, false])
  }
  assert.equal(told(undefined).go, false)
})

test('whyRetrain: by schedule, never, and where somebody asks', () => {
  const by = (when: string, more: Partial<RetrainTask> = {}) =>
    whyRetrain(task({ retrain: retrainOf(`when: ${when}`), evidence: stable, ...more }))
  const scheduled = by('schedule')
  assert.equal(scheduled.go && scheduled.evidence, 'schedule 2026-03-15T00:00:00.000Z')
  assert.equal(by('never', { evidence: breach }).go, false)
  const asked = by('never', { evidence: breach, asked: true })
  assert.match(asked.go ? asked.evidence : '', /^performance /)
  const own = by('never', { asked: true })
  assert.equal(own.go && own.evidence, 'asked 2026-03-15T00:00:00.000Z')
})

test('whyRetrain: within the cooldown only by force; one that won and got no pull request goes on', () => {
  const yesterday = event('2026-03-14T05:00:00.000Z')
  const why = whyRetrain(task({ events: [yesterday] }))
  assert.match(why.because, /trained anew on 2026-03-14T05:00:00\.000Z, and the cooldown lasts until 2026-03-21T05:00/)
  assert.equal(whyRetrain(task({ events: [yesterday], force: true })).go, true)
  assert.equal(whyRetrain(task({ events: [event('2026-03-08T05:00:00.000Z')] })).go, true)
  assert.equal(whyRetrain(task({ events: [{ ...yesterday, outcome: 'pass' }] })).go, true)
  assert.equal(whyRetrain(task({ events: [{ ...yesterday, outcome: 'pass', pull: 3 }] })).go, false)
})

test('whyRetrain: what a pull request was opened for opens none again; what came to nothing is tried again', () => {
  const { evidence } = whyRetrain(task()) as { evidence: string }
  const once = event('2026-03-01T00:00:00.000Z', { evidence, pull: 7, outcome: 'pass' })
  assert.match(
    whyRetrain(task({ events: [once] })).because,
    /^pull request #7 was opened for the same reason on 2026-03-01/,
  )
  assert.equal(whyRetrain(task({ events: [{ ...once, pull: null, outcome: 'fail' }] })).go, true)
  assert.equal(whyRetrain(task({ events: [once], force: true })).go, true)
})

test('whyRetrain: whoever watches production says what it is begun for, and the cooldown holds all the same', () => {
  const begun = { evidence: 'inputs of v1.2.0 since 2026-03-01T00:00:00.000Z', because: 'drift in a lasts' }
  assert.deepEqual(whyRetrain(task({ begun, evidence: stable })), { go: true, ...begun })
  assert.equal(whyRetrain(task({ begun, events: [event('2026-03-14T05:00:00.000Z')] })).go, false)
})

test('whyRetrain: the budget of a month holds for everybody', () => {
  const retrain = retrainOf('budget: { runs: 2, minutes: 30 }, cooldown: 1h')
  const runs = [event('2026-03-01T00:00:00.000Z'), event('2026-03-02T00:00:00.000Z')]
  assert.match(
    whyRetrain(task({ retrain, events: runs, force: true })).because,
    /the budget of 2 trainings in 2026-03 is used up/,
  )
  const long = [event('2026-03-01T00:00:00.000Z', { minutes: 31 })]
  assert.match(
    whyRetrain(task({ retrain, events: long })).because,
    /the budget of 30 minutes in 2026-03 is used up: 31 so far/,
  )
  const before = runs.map((one) => ({ ...one, at: one.at.replace('-03-', '-02-') }))
  assert.equal(whyRetrain(task({ retrain, events: before })).go, true)
})
