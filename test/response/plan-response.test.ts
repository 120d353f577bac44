import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MetricComparison } from '../../core/artifacts/comparison.ts'
import type { DriftVerdict } from '../../core/artifacts/drift.ts'
import type { KnownIssue } from '../../core/response/decide-drift-issue.ts'
import { type DriftIssueState, NOBODY } from '../../core/response/drift-issue-state.ts'
import { planResponse, type ResponseSituation } from '../../core/response/plan-response.ts'
import type { ResponseAction } from '../../core/response/response-action.ts'
import {
  cause,
  column,
  drift,
  event,
  issueState,
  modelOf,
  performance,
  retraining,
  situation,
  windowOf,
} from './situation.ts'

const plan = (change: Partial<ResponseSituation> = {}) => planResponse(situation(change))
const done = (actions: readonly ResponseAction[]) => actions.map((action) => action.do)
const only = <Do extends ResponseAction['do']>(actions: readonly ResponseAction[], what: Do) =>
  actions.find((action): action is Extract<ResponseAction, { do: Do }> => action.do === what)
const held = (actions: readonly ResponseAction[]) =>
  actions.flatMap((action) => (action.do === 'hold' ? [`${action.what}: ${action.because}`] : []))

const STATE = issueState()
const issue = (change: Partial<KnownIssue> = {}, state: Partial<DriftIssueState> = {}): KnownIssue => ({
  ...{ number: 7, open: true, reason: null },
  ...change,
  state: { ...STATE, ...state },
})
const breach = (change = {}) => drift('drift', { performance: performance('drift'), ...change })
const previous = (verdict: MetricComparison['verdict']) => ({
  ...{ version: 'v0.9.0', stage: 'production', metric: 'log_loss' },
  comparison: { verdict } as MetricComparison,
})

test('stable does nothing where nothing is open', () => {
  assert.deepEqual(plan({ drift: drift('stable') }), [])
})

test('watch is shown, opens no issue, and brings an open one up to date without telling anybody', () => {
  assert.deepEqual(done(plan({ drift: drift('watch') })), ['show'])
  const actions = plan({ drift: drift('watch'), issue: issue() })
  assert.deepEqual(done(actions), ['show', 'keep_issue'])
  assert.deepEqual(only(actions, 'keep_issue')!.state, { ...STATE, window: windowOf(4).from, over: windowOf(4).from })
  for (const closed of [issue({ open: false, reason: 'completed' }), issue({ open: false }, { healed: true })])
    assert.deepEqual(done(plan({ drift: drift('watch'), issue: closed })), ['show'])
})

test('insufficient says how many rows are missing, and leaves what is open', () => {
  const few = drift('insufficient', {
    current: { uri: 'l', rows: 120, other_versions: 0 },
    reference: { uri: 'r', rows: 199, by: 'rows', predictions: null },
  })
  assert.deepEqual(plan({ drift: few, issue: issue() }), [
    {
      do: 'show',
      because:
        '80 rows missing in the window: it has 120, at least 200 are needed; 1 row missing in the reference: it has 199, at least 200 are needed',
    },
  ])
})

test('a window that is not over is not acted upon', () => {
  const half = drift('drift', { window: { ...windowOf(4), complete: false } })
  assert.deepEqual(done(plan({ drift: half })), ['show'])
})

test('drift of inputs alone opens one issue, tells its owners once, and begins no training', () => {
  const actions = plan()
  assert.deepEqual(done(actions), ['keep_issue', 'mention'])
  const { state } = only(actions, 'keep_issue')!
  const { from } = windowOf(4)
  assert.deepEqual(state, { ...STATE, since: from, window: from, over: from, told: NOBODY })
  assert.deepEqual(only(actions, 'mention'), { do: 'mention', kind: 'inputs', level: 1, owners: ['@acme/ml'] })
  const told = { ...state, told: STATE.told }
  const after = plan({ issue: { number: 7, open: true, reason: null, state: told } })
  assert.deepEqual(done(after), ['keep_issue'])
})

test('an episode begins with its first window over a floor, and few rows do not end it', () => {
  const history = (['stable', 'watch', 'insufficient', 'drift'] as DriftVerdict[]).map((verdict, at) =>
    event(at, verdict),
  )
  assert.equal(only(plan({ history }), 'keep_issue')!.state.since, windowOf(1).from)
})

test('the window that is judged counts once, though the ledger has it already', () => {
  const model = modelOf(', alert: { escalate: { after: 2, owners: ["@acme/heads"] } }')
  const again = plan({ model, history: [event(4, 'drift')], issue: issue() })
  assert.deepEqual(done(again), ['keep_issue'])
})

test('one or two stable windows bring an open issue up to date, and say how many more close it', () => {
  const stable = (over: number, history: DriftVerdict[] = []) => {
    const events = history.map((verdict, at) => event(at, verdict))
    return plan({ drift: drift('stable'), history: events, issue: issue({}, { over: windowOf(over).from }) })
  }
  const said = (actions: readonly ResponseAction[]) => only(actions, 'show')?.because
  assert.deepEqual(stable(3)[1], {
    ...{ do: 'keep_issue', state: { ...STATE, window: windowOf(4).from } },
    because: 'it is stable: the issue is closed after 2 more stable windows',
  })
  assert.equal(said(stable(2)), 'it is stable: the issue is closed after 1 more stable window')
  assert.deepEqual(done(stable(1)), ['close_issue'], 'though nothing is in the ledger')
  assert.deepEqual(done(stable(1, ['drift', 'drift', 'insufficient', 'stable'])), ['show', 'keep_issue'])
  assert.deepEqual(done(stable(0, ['drift', 'insufficient', 'stable', 'stable'])), ['close_issue'])
  assert.match(said(stable(0, ['drift', 'stable', 'watch', 'stable']))!, /1 more/, 'the ledger knows of a later one')
})

test('where rows have no times the first that is stable closes the issue', () => {
  const timeless = issue({}, { since: null, window: null, over: null })
  assert.deepEqual(done(plan({ drift: drift('stable', { window: null }), issue: timeless })), ['close_issue'])
})

test('what has healed is closed, once', () => {
  const actions = plan({ drift: drift('stable'), issue: issue({}, { over: windowOf(1).from }) })
  assert.deepEqual(done(actions), ['close_issue'])
  const { state } = only(actions, 'close_issue')!
  assert.deepEqual([state.healed, state.held], [true, null])
  for (const open of [true, false])
    assert.deepEqual(plan({ drift: drift('stable'), issue: issue({ open }, { healed: true }) }), [])
})

test('an issue about what this window cannot judge stays open: labels that stop coming heal nothing', () => {
  const judged = (verdict: 'stable' | 'insufficient') => drift('stable', { performance: performance(verdict) })
  const about = issue({}, { evidence: ['performance'], over: windowOf(0).from })
  assert.deepEqual(done(plan({ drift: { ...drift('stable'), performance: null }, issue: about })), ['show'])
  assert.deepEqual(done(plan({ drift: judged('insufficient'), issue: about })), ['show'])
  assert.deepEqual(done(plan({ drift: judged('stable'), issue: about })), ['close_issue'])
})

test('a new episode opens the issue again and begins anew', () => {
  const healed = issue(
    { open: false, reason: 'completed' },
    { healed: true, told: { inputs: 2, performance: 2 }, window: windowOf(3).from },
  )
  const actions = plan({ issue: healed })
  assert.deepEqual(done(actions), ['keep_issue', 'mention'])
  const { state } = only(actions, 'keep_issue')!
  assert.deepEqual([state.since, state.told, state.healed], [windowOf(4).from, NOBODY, false])
})

test('closed as not planned mutes the same evidence, and nothing else', () => {
  const muted = issue({ open: false, reason: 'not_planned' })
  const actions = plan({ issue: muted })
  assert.deepEqual(done(actions), ['show', 'hold'])
  assert.match(held(actions)[0]!, /^alert: #7 was closed as not planned/)
  const another = drift('drift', { features: [column('distance', 'drift'), column('origin', 'drift')] })
  assert.deepEqual(done(plan({ issue: muted, drift: another })), ['keep_issue', 'mention'])
  assert.deepEqual(done(plan({ issue: muted, drift: breach() })), ['keep_issue', 'mention', 'retrain'])
  const mutedBreach = issue({ open: false, reason: 'not_planned' }, { evidence: ['feature/distance', 'performance'] })
  const quiet = plan({ issue: mutedBreach, drift: breach() })
  assert.deepEqual(done(quiet), ['show', 'hold', 'hold'])
  assert.match(held(quiet)[1]!, /^retrain: #7 was closed as not planned/)
})

test('what was muted is not muted any more once three windows in a row were stable', () => {
  const muted = issue({ open: false, reason: 'not_planned' }, { over: windowOf(0).from })
  const after = (...verdicts: DriftVerdict[]) =>
    plan({ issue: muted, drift: drift('stable'), history: verdicts.map((verdict, at) => event(at, verdict)) })
  for (const verdicts of [
    ['drift', 'drift', 'drift', 'stable'],
    ['drift', 'stable', 'watch', 'stable'],
    ['drift', 'drift', 'insufficient', 'stable'],
  ] as const)
    assert.deepEqual(after(...verdicts), [])
  assert.deepEqual(done(after('drift', 'stable', 'insufficient', 'stable')), ['close_issue'])
  const { state } = only(after('drift', 'drift', 'stable', 'stable'), 'close_issue')!
  const later = drift('drift', { window: windowOf(5) })
  assert.deepEqual(done(plan({ issue: { ...muted, state }, drift: later })), ['keep_issue', 'mention'])
})

test('closed as completed it stays closed for this window, and is opened again by the next', () => {
  const completed = { open: false, reason: 'completed' }
  assert.deepEqual(done(plan({ issue: issue(completed, { window: windowOf(4).from }) })), ['show', 'hold'])
  assert.deepEqual(done(plan({ issue: issue(completed) })), ['keep_issue'])
})

test('a performance breach begins a training, for evidence that stays the same through the episode', () => {
  const actions = plan({ drift: breach() })
  assert.deepEqual(done(actions), ['keep_issue', 'mention', 'retrain'])
  assert.deepEqual(only(actions, 'retrain'), {
    do: 'retrain',
    evidence: `performance of v1.0.0 since ${windowOf(4).from}`,
    because: 'log_loss is drift, in answers of 2026-01-29 to 2026-02-04 by v1.0.0',
  })
  const later = plan({ drift: breach({ window: windowOf(5) }), history: [event(4, 'drift'), event(3, 'stable')] })
  assert.equal(only(later, 'retrain')!.evidence, `performance of v1.0.0 since ${windowOf(4).from}`)
})

test('watch and stable performance begin none, whatever the inputs do', () => {
  for (const verdict of ['watch', 'stable', 'insufficient'] as const)
    assert.deepEqual(done(plan({ drift: drift('drift', { performance: performance(verdict) }) })), [
      'keep_issue',
      'mention',
    ])
})

test('a better previous version is proposed to be rolled back to, by command, in the place of a training', () => {
  const actions = plan({ drift: breach(), previous: previous('better') })
  assert.deepEqual(done(actions), ['keep_issue', 'mention', 'propose_rollback', 'hold'])
  assert.deepEqual(only(actions, 'propose_rollback'), {
    do: 'propose_rollback',
    version: 'v0.9.0',
    command: '/contender rollback delay production',
    because: 'v0.9.0 has a better log_loss than v1.0.0 on the same rows of this window',
  })
  for (const verdict of ['equivalent', 'undecided', 'worse'] as const)
    assert.deepEqual(done(plan({ drift: breach(), previous: previous(verdict) })), ['keep_issue', 'mention', 'retrain'])
  assert.deepEqual(done(plan({ previous: previous('better') })), ['keep_issue', 'mention'], 'without a breach')
})

const estimate = (validation: 'validated' | 'not_validated' | 'unknown', ci: [number, number] = [0.47, 0.53]) =>
  performance('insufficient', {
    estimate: {
      ...{ method: 'cbpe', validation, because: '' },
      metrics: { log_loss: { value: (ci[0] + ci[1]) / 2, ci, reference: 0.4 } },
    },
  })

test('inputs begin a training where important columns drift for three windows and a loss is estimated', () => {
  const history = [event(1, 'stable'), event(2, 'drift'), event(3, 'drift')]
  const after = (change: object) =>
    done(plan({ history, drift: drift('drift', { performance: estimate('validated'), ...change }) }))
  const actions = plan({ history, drift: drift('drift', { performance: estimate('validated') }) })
  assert.deepEqual(done(actions), ['keep_issue', 'mention', 'retrain'])
  assert.equal(only(actions, 'retrain')!.evidence, `inputs of v1.0.0 since ${windowOf(2).from}`)
  assert.match(
    only(actions, 'retrain')!.because,
    /^drift in distance lasts since 2026-01-15; without labels, log_loss is/,
  )
  assert.deepEqual(after({ performance: estimate('unknown') }), ['keep_issue', 'mention', 'retrain'])
  for (const change of [
    { performance: estimate('not_validated') },
    { performance: estimate('validated', [0.409, 0.53]) },
    { causes: [cause('distance', { since: windowOf(3).from })] },
    { causes: [cause('distance', { importance: 0.1 })] },
    { causes: [cause('distance', { importance: null })] },
    { features: [{ ...column('distance', 'watch'), over: true, unmatched: true }] },
  ])
    assert.deepEqual(after(change), ['keep_issue', 'mention'])
})

test('retrain.when never, and no retrain at all, say that a person has to start it', () => {
  const never = plan({ drift: breach(), model: modelOf('', '{ when: never }') })
  assert.deepEqual(held(never), ['retrain: `retrain.when` is `never`, so a person has to start it'])
  const { retrain, ...model } = modelOf()
  assert.ok(retrain)
  assert.match(held(plan({ drift: breach(), model }))[0]!, /^retrain: `retrain` is not set for this model/)
})

test('retrain.when schedule trains whatever the verdict, within cooldown and budget', () => {
  const model = modelOf('', '{ when: schedule }')
  for (const verdict of ['stable', 'watch', 'drift', 'insufficient'] as const) {
    const actions = plan({ model, drift: drift(verdict) })
    assert.equal(only(actions, 'retrain')!.evidence, `schedule ${windowOf(4).to}`)
    const fresh = [retraining({ at: windowOf(4).to })]
    assert.match(held(plan({ model, drift: drift(verdict), retrainings: fresh })).at(-1)!, /retrain\.cooldown/)
  }
})

test('one pull request is open at a time, and a closed one is not brought up again on the same evidence', () => {
  const { evidence } = only(plan({ drift: breach() }), 'retrain')!
  const made = [retraining({ evidence, outcome: 'pass', pull: 12 })]
  assert.deepEqual(held(plan({ drift: breach(), retrainings: made, pull: { number: 12 } })), [
    'retrain: #12 waits with a challenger already',
  ])
  assert.deepEqual(held(plan({ drift: breach(), retrainings: made })), [
    'retrain: #12 was opened for the same reason on 2026-01-10',
  ])
  assert.ok(only(plan({ drift: breach({ versions: ['v1.1.0'] }), retrainings: made }), 'retrain'), 'a new version')
  const lost = [retraining({ evidence, outcome: 'undecided' })]
  assert.ok(only(plan({ drift: breach(), retrainings: lost }), 'retrain'), 'no pull request came of it')
})

test('a window of the future, that somebody wrote into the issue, makes no other an old one', () => {
  const edited = (state: Partial<DriftIssueState>) => done(plan({ issue: issue({}, state) }))
  assert.deepEqual(edited({ window: '2099-01-01T00:00:00.000Z' }), ['keep_issue'])
  assert.deepEqual(edited({ window: null }), ['keep_issue'])
  const { state } = only(plan({ issue: issue({}, { since: '2099-01-01T00:00:00.000Z' }) }), 'keep_issue')!
  assert.equal(state.since, windowOf(4).from)
  const never = issue({}, { over: '2099-01-01T00:00:00.000Z', window: '2099-01-01T00:00:00.000Z' })
  assert.deepEqual(done(plan({ issue: never, drift: drift('stable') })), ['close_issue'])
})

test('a window that is older than what the issue tells of changes nothing', () => {
  const newer = issue({}, { window: windowOf(6).from })
  for (const verdict of ['stable', 'drift', 'insufficient'] as const)
    assert.deepEqual(plan({ issue: newer, drift: drift(verdict), now: new Date(windowOf(6).to) }), [
      { do: 'show', because: 'an old window: #7 tells of the one from 2026-02-12 already' },
    ])
})

test('what is judged by the rules of a peer opens, tells and trains nothing', () => {
  assert.deepEqual(done(plan({ drift: breach({ compat: 'evidently' }) })), ['show'])
})
