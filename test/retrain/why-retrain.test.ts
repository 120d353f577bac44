import assert from 'node:assert/strict'
import test from 'node:test'
import { planResponse } from '../../core/response/plan-response.ts'
import { type TrainingTask, whyRetrain } from '../../core/retrain/why-retrain.ts'
import { drift, retraining as event, modelOf, performance, situation, windowOf } from '../response/situation.ts'

function retrainOf(text: string): TrainingTask['retrain'] {
  return modelOf('', `{ ${text} }`).retrain
}

const asks = { evidence: 'performance of v1.2.0 since 2026-02-26T00:00:00.000Z', because: 'log_loss is 0.1 worse' }
const window = { from: '2026-03-05T00:00:00.000Z', to: '2026-03-12T00:00:00.000Z' }
const breach: TrainingTask['found'] = { performance: 'drift', verdict: 'drift', window, asks }
const stable: TrainingTask['found'] = { performance: 'stable', verdict: 'stable', window, asks: null }

const task = (more: Partial<TrainingTask> = {}): TrainingTask => ({
  ...{
    retrain: retrainOf(''),
    found: breach,
    events: [],
    pull: undefined,
    muted: undefined,
    asked: false,
    force: false,
  },
  now: new Date('2026-03-15T06:00:00Z'),
  until: new Date('2026-03-15T00:00:00Z'),
  ...more,
})

test('whyRetrain: what the newest window asks for is the reason, by the name that it has there', () => {
  assert.deepEqual(whyRetrain(task()), { go: true, ...asks })
  const inputs = { evidence: 'inputs of v1.2.0 since 2026-03-01T00:00:00.000Z', because: 'drift in a lasts' }
  assert.deepEqual(whyRetrain(task({ found: { ...stable, asks: inputs } })), { go: true, ...inputs })
})

test('whyRetrain: nothing else is', () => {
  const told = (found: NonNullable<TrainingTask['found']> | undefined) => whyRetrain(task({ found }))
  assert.deepEqual(told(stable), {
    go: false,
    because: 'its performance in 2026-03-05 to 2026-03-11 is `stable`, and it is retrained after a breach',
  })
  for (const performance of ['watch', 'insufficient', null] as const)
    assert.equal(told({ ...stable, performance }).go, false)
  assert.match(told(undefined).because, /^nothing is known of its performance in production, and it is retrained after/)
  assert.match(
    told({ ...breach, asks: null }).because,
    /is `drift`, and the version before is better on the same rows: rolling back is proposed instead$/,
  )
})

test('whyRetrain: by schedule, never, and where somebody asks', () => {
  const by = (when: string, more: Partial<TrainingTask> = {}) =>
    whyRetrain(task({ retrain: retrainOf(`when: ${when}`), found: stable, ...more }))
  const scheduled = by('schedule')
  assert.equal(scheduled.go && scheduled.evidence, 'schedule 2026-03-15T00:00:00.000Z')
  const breached = by('schedule', { found: breach })
  assert.deepEqual(breached, { ...scheduled, because: asks.because }, 'what is proposed for a breach ends no schedule')
  assert.equal(by('never', { found: breach }).because, '`retrain.when` is `never`, so a person has to start it')
  assert.deepEqual(by('never'), by('never', { found: breach }))
  const asked = by('never', { found: breach, asked: true, said: 'The airport has moved' })
  assert.deepEqual(asked, { go: true, evidence: asks.evidence, because: 'The airport has moved' })
  const own = by('never', { asked: true })
  assert.equal(own.go && own.evidence, 'asked 2026-03-15T00:00:00.000Z')
})

test('whyRetrain: within the cooldown only by force; one that won and got no pull request goes on', () => {
  const yesterday = event({ at: '2026-03-14T05:00:00.000Z' })
  assert.equal(
    whyRetrain(task({ events: [yesterday] })).because,
    'the last training was begun at 2026-03-14 05:00, and `retrain.cooldown` lasts until 2026-03-21 05:00 UTC',
  )
  assert.equal(whyRetrain(task({ events: [yesterday], asked: true })).go, false)
  assert.equal(whyRetrain(task({ events: [yesterday], force: true })).go, true)
  assert.equal(whyRetrain(task({ events: [event({ at: '2026-03-08T06:00:00.000Z' })] })).go, true)
  assert.equal(whyRetrain(task({ events: [{ ...yesterday, outcome: 'pass' }] })).go, true)
  assert.equal(whyRetrain(task({ events: [{ ...yesterday, outcome: 'pass', pull: 3 }] })).go, false)
})

test('whyRetrain: one that lost the race to propose the same does not end the cooldown', () => {
  const won = event({ at: '2026-03-14T05:00:00.000Z', outcome: 'pass', evidence: 'schedule 2026-03-14T00:00:00.000Z' })
  const events = [{ ...won, pull: 3 }, won]
  const retrain = retrainOf('when: schedule')
  assert.match(whyRetrain(task({ retrain, events })).because, /`retrain\.cooldown` lasts until 2026-03-21 05:00 UTC/)
  assert.match(whyRetrain(task({ retrain, events: events.toReversed() })).because, /`retrain\.cooldown` lasts/)
  assert.equal(whyRetrain(task({ retrain, events: [won] })).go, true)
})

test('whyRetrain: what a pull request was opened for opens none again; what came to nothing is tried again', () => {
  const once = event({ at: '2026-03-01T00:00:00.000Z', evidence: asks.evidence, pull: 7, outcome: 'pass' })
  const { because } = whyRetrain(task({ events: [once], asked: true }))
  assert.equal(because, '#7 was opened for the same reason on 2026-03-01')
  assert.equal(whyRetrain(task({ events: [{ ...once, pull: null, outcome: 'fail' }] })).go, true)
  assert.equal(whyRetrain(task({ events: [once], force: true })).go, true)
})

test('whyRetrain: a pull request that waits is brought up to date by a schedule, or where somebody asks', () => {
  const pull = { number: 7 }
  assert.equal(whyRetrain(task({ pull })).because, '#7 waits with a challenger already')
  for (const more of [{ asked: true }, { force: true }, { retrain: retrainOf('when: schedule') }])
    assert.equal(whyRetrain(task({ pull, ...more })).go, true)
})

test('whyRetrain: what a person has muted trains nothing by itself; a schedule, and who asks, go on', () => {
  const muted = '#7 was closed as not planned, which mutes what it was about until it heals'
  assert.equal(whyRetrain(task({ muted })).because, muted)
  for (const more of [{ asked: true }, { force: true }, { retrain: retrainOf('when: schedule') }])
    assert.equal(whyRetrain(task({ muted, ...more })).go, true)
})

test('whyRetrain: the budget of a month holds for everybody', () => {
  const retrain = retrainOf('budget: { runs: 2, minutes: 60 }, cooldown: 1h')
  const runs = [event({ at: '2026-03-01T00:00:00.000Z' }), event({ at: '2026-03-02T00:00:00.000Z' })]
  assert.equal(
    whyRetrain(task({ retrain, events: runs, force: true })).because,
    'the budget of 2026-03 is used up: 2 trainings of 2 in `retrain.budget.runs`',
  )
  const long = [event({ at: '2026-03-01T00:00:00.000Z', minutes: 61.4 })]
  assert.equal(
    whyRetrain(task({ retrain, events: long })).because,
    'the budget of 2026-03 is used up: 61 of 60 minutes in `retrain.budget.minutes`',
  )
  const before = runs.map((one) => ({ ...one, at: one.at.replace('-03-', '-02-') }))
  assert.equal(whyRetrain(task({ retrain, events: before })).go, true)
})

test('the plan after a window and `contender retrain` decide alike, and say the same', () => {
  const judged = drift('drift', { performance: performance('drift') })
  const evidence = `performance of v1.0.0 since ${windowOf(4).from}`
  const runs = [
    [],
    [event({ at: '2026-02-04T00:00:00.000Z' })],
    [event({ at: '2026-02-04T00:00:00.000Z', outcome: 'pass' })],
    [event({ evidence, outcome: 'pass', pull: 12 })],
    [event({ at: '2026-02-01T00:00:00.000Z', minutes: 600 })],
  ]
  for (const retrain of ['{}', '{ when: never }', '{ when: schedule }', '{ cooldown: 1h }'])
    for (const retrainings of runs)
      for (const pull of [undefined, { number: 12 }, { number: 3 }]) {
        const model = modelOf('', retrain)
        const known = situation({ drift: judged, model, retrainings, pull })
        const [planned] = planResponse(known).flatMap((action) =>
          action.do === 'retrain'
            ? [{ go: true, evidence: action.evidence, because: action.because }]
            : action.do === 'hold' && action.what === 'retrain'
              ? [{ go: false, because: action.because }]
              : [],
        )
        const found = {
          performance: 'drift',
          verdict: 'drift',
          window: judged.window,
          asks: known.drift.retrain,
        } as const
        const told = { retrain: model.retrain, found, events: retrainings, pull, now: known.now }
        assert.deepEqual(planned, whyRetrain(task({ ...told, until: new Date(windowOf(4).to) })))
      }
})
