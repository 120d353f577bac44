import assert from 'node:assert/strict'
import { test } from 'node:test'
import { windowSummarySchema } from '../../../core/artifacts/drift.ts'
import { IMPOSSIBLE_KEY, impossibleFeature } from '../../../core/drift/policy/impossible-answers.ts'
import { MISSING_ANSWERS_KEY, missingFeature } from '../../../core/drift/policy/missing-answers.ts'
import { settleWindow } from '../../../core/drift/policy/settle-window.ts'
import { breach, drifted, feature, measured, summary, week } from './made.ts'

const KEY = 'feature/distance'

test('settleWindow: a column over its floor and significant is watch, below either it is stable', () => {
  const verdict = (changes: Parameters<typeof drifted>[0]) =>
    settleWindow(measured({ features: [drifted(changes)] })).verdict
  assert.equal(verdict({}), 'watch')
  assert.equal(verdict({ times: 0.99 }), 'stable')
  assert.equal(verdict({ p_value: 0.06 }), 'stable')
})

test('settleWindow: two of the last three windows are drift, one before those is not', () => {
  const after = (...history: ReturnType<typeof summary>[]) =>
    settleWindow(measured({ features: [drifted()], history })).verdict
  assert.equal(after(summary(8), summary(9, [KEY])), 'drift')
  assert.equal(after(summary(8, [KEY]), summary(9)), 'drift')
  assert.equal(after(summary(7, [KEY]), summary(8), summary(9)), 'watch')
  assert.equal(after(summary(8), summary(9, ['feature/other', 'prediction/distance'])), 'watch')
})

test('settleWindow: only this version, windows that are over, judged and earlier count', () => {
  const after = (history: ReturnType<typeof summary>) =>
    settleWindow(measured({ features: [drifted()], history: [history] })).verdict
  assert.equal(after(summary(9, [KEY], { version: 'v0' })), 'watch')
  assert.equal(after(summary(9, [KEY], { window: week(9, false) })), 'watch')
  assert.equal(after(summary(10, [KEY])), 'watch', 'this window, judged before')
  const nothing = { features: 'insufficient', predictions: null, performance: null } as const
  assert.equal(after(summary(9, [KEY], { verdict: 'insufficient', families: nothing })), 'watch')
})

test('settleWindow: three times the floor is drift at once, at a tenth of the level', () => {
  const verdict = (p_value: number) => settleWindow(measured({ features: [drifted({ times: 3, p_value })] })).verdict
  assert.equal(verdict(0.005), 'drift')
  assert.equal(verdict(0.006), 'watch')
})

test('settleWindow: beside a reference below ten times the window a second time is drift at a fifth of the level', () => {
  const verdict = (p_value: number, changes: Parameters<typeof drifted>[0]) =>
    settleWindow(measured({ features: [drifted({ p_value, ...changes })], history: [summary(9, [KEY])] })).verdict
  const small = { rows: { reference: 9000, current: 1000 } }
  assert.equal(verdict(0.04, {}), 'drift')
  assert.equal(verdict(0.04, small), 'watch')
  assert.equal(verdict(0.01, small), 'drift')
  assert.equal(verdict(0.04, { p_by: 'blocks', blocks: { reference: 35, current: 7 } }), 'watch', 'blocks count')
})

test('settleWindow: q-values are over features and their segments; what is below its floor counts as 1', () => {
  const segments = [
    {
      by: { origin: 'JFK' },
      rows: { reference: 5000, current: 500 },
      features: [feature(), drifted({ name: 'time' })],
    },
  ]
  const settled = settleWindow(
    measured({ features: [drifted({ p_value: 0.02 }), feature({ p_value: 1e-9 })], segments }),
  )
  assert.equal(settled.features[0]!.q_value, 0.04)
  assert.equal(settled.features[1]!.q_value, 1)
  assert.deepEqual(settled.segments, [
    {
      by: { origin: 'JFK' },
      rows: { reference: 5000, current: 500 },
      tested: 2,
      features: [{ ...drifted({ name: 'time' }), q_value: 4e-6, over: true, verdict: 'watch' }],
      verdict: 'watch',
    },
  ])
  assert.deepEqual(
    settled.summary!.over.map(({ key }) => key),
    ['feature/distance', 'feature/time/origin=JFK'],
  )
})

test('settleWindow: a column must be over its floor with the mix of weekdays and hours of the window too', () => {
  const verdict = (p_value: number | null) =>
    settleWindow(measured({ features: [drifted({ seasonal: { effect: 0.2, p_value } })] })).verdict
  assert.equal(verdict(0.2), 'stable')
  assert.equal(verdict(0.01), 'watch')
  assert.equal(verdict(null), 'watch')
})

const UNMATCHED = {
  unmatched: true,
  reason:
    'not compared by season: the reference has no rows on Saturday, Sunday (UTC); give a reference of whole weeks',
} as const

test('settleWindow: a column that could not be compared by season is watch at most, and it is said why', () => {
  const far = drifted({ times: 9, p_value: 1e-12, ...UNMATCHED })
  const history = [summary(8, [KEY, 'prediction/score']), summary(9, [KEY, 'prediction/score'])]
  const one = settleWindow(measured({ features: [far], history }))
  assert.equal(one.verdict, 'watch')
  assert.deepEqual(one.because, [
    'distance went 0.20 standard deviations up, 9.0 times its floor of 0.10, not compared at the same weekdays and hours, in 3 of the last 3 windows',
    'distance is watch at most, not compared by season: the reference has no rows on Saturday, Sunday (UTC); give a reference of whole weeks',
  ])
  assert.deepEqual(one.summary!.over, [{ key: KEY, times: 9, unmatched: true }])
  assert.deepEqual(windowSummarySchema.parse(one.summary), one.summary)
  const segments = [{ by: { origin: 'JFK' }, rows: { reference: 5000, current: 500 }, features: [far] }]
  const predictions = [{ ...far, name: 'score' }]
  const all = settleWindow(measured({ features: [far, drifted({ name: 'age' })], segments, predictions, history }))
  assert.deepEqual(all.summary!.families, { features: 'watch', predictions: 'watch', performance: null })
  assert.match(
    all.because.at(-1)!,
    /^3 comparisons are watch at most, not compared by season: the reference has no rows/,
  )
  const below = settleWindow(measured({ features: [drifted({ times: 0.9, ...UNMATCHED })] }))
  assert.equal(below.verdict, 'stable')
  const other = settleWindow(measured({ features: [far, drifted({ name: 'age', times: 3, p_value: 1e-9 })] }))
  assert.equal(other.verdict, 'drift', 'another column is what it is')
  assert.match(other.because[0]!, /^age/)
})

test('settleWindow: what is over in two windows is drift only where both were compared by season, if there is one', () => {
  const after = (unmatched: boolean) => {
    const over = [{ key: KEY, times: 2, ...(unmatched && { unmatched }) }]
    return settleWindow(measured({ features: [drifted()], history: [summary(9, [], { over, verdict: 'watch' })] }))
      .verdict
  }
  assert.deepEqual([after(false), after(true)], ['drift', 'watch'])
})

test('settleWindow: families that are judged share the level, and the verdict is the worst of them', () => {
  const at = drifted({ p_value: 0.02 })
  const verdicts = (changes: Parameters<typeof measured>[0]) => {
    const { summary: told, verdict } = settleWindow(measured(changes))
    return [told!.families, verdict]
  }
  assert.deepEqual(verdicts({ features: [at], predictions: [drifted({ name: 'score' })] }), [
    { features: 'watch', predictions: 'watch', performance: null },
    'watch',
  ])
  assert.deepEqual(verdicts({ features: [at], predictions: [feature({ name: 'score' })], performance: breach() }), [
    { features: 'stable', predictions: 'stable', performance: 'watch' },
    'watch',
  ])
})

test('settleWindow: a breach is counted over windows like a column', () => {
  const { verdict, because, performance } = settleWindow(
    measured({ performance: breach(), history: [summary(9, ['performance'])] }),
  )
  assert.equal(verdict, 'drift')
  assert.equal(performance!.verdict, 'drift')
  assert.equal(because[0], 'log_loss is worse than on the test rows by +0.040, in 2 of the last 3 windows')
  assert.equal(settleWindow(measured({ performance: breach({ over: false }) })).verdict, 'stable')
  const unsure = settleWindow(
    measured({
      predictions: [feature({ name: 'score' })],
      performance: breach({ loss: { value: 0.04, ci: [0.02, 0.06], p_value: 0.02 } }),
    }),
  )
  assert.deepEqual([unsure.verdict, unsure.performance!.over], ['stable', false])
  assert.match(unsure.performance!.because, /not certain enough for an alarm/)
  const none = settleWindow(measured({ performance: breach({ loss: null, over: false }) }))
  assert.equal(none.performance!.verdict, 'insufficient')
  assert.equal(none.verdict, 'stable', 'the worst of what is judged')
  assert.match(none.because.at(-1)!, /^log_loss/)
})

test('settleWindow: a breach again beside few test rows is watch, and says why and what would make it drift', () => {
  const value = (groups: number) => ({ value: 0.5, ci: null, rows: 1000, groups })
  const settled = (groups: number, p_value = 0.02) =>
    settleWindow(
      measured({
        performance: breach({
          metrics: { log_loss: { reference: value(groups), current: value(7) } },
          loss: { value: 0.04, ci: [0.02, 0.06], p_value },
        }),
        features: [],
        history: [summary(9, ['performance'])],
      }),
    )
  assert.equal(settled(30).verdict, 'watch')
  assert.equal(
    settled(30).because[0],
    'log_loss is worse than on the test rows by +0.040, in 2 of the last 3 windows; it stays on watch, for chance in only 30 groups of test rows may explain all of them: from 70 on it is drift',
  )
  for (const sure of [settled(70), settled(30, 0.001)]) {
    assert.equal(sure.verdict, 'drift')
    assert.match(sure.because[0]!, /in 2 of the last 3 windows$/)
  }
  const column = measured({
    features: [drifted({ p_value: 0.04, rows: { reference: 9000, current: 1000 } })],
    history: [summary(9, [KEY])],
  })
  assert.match(
    settleWindow(column).because[0]!,
    /; it stays on watch, for chance in only 9,000 rows of the reference may explain all of them: from 10,000 on it is drift$/,
  )
})

test('settleWindow: of a drifted input and a loss that is on watch, the input is told first', () => {
  const settled = settleWindow(
    measured({
      performance: breach({ loss: { value: 0.04, ci: [0.02, 0.06], p_value: 0.001 } }),
      features: [drifted({ p_value: 1e-9 })],
      history: [summary(9, [KEY])],
    }),
  )
  assert.deepEqual([settled.verdict, settled.performance!.verdict], ['drift', 'watch'])
  assert.match(settled.because[0]!, /in 2 of the last 3 windows$/)
  assert.match(settled.because[1]!, /^log_loss is worse/)
})

test('settleWindow: answers missing in a fifth of the rows are watch, twice or in three fifths drift; performance is not judged then', () => {
  const settled = (rows: number, of: number, ...history: ReturnType<typeof summary>[]) => {
    const missing = missingFeature({ rows, of })
    const predictions = [feature({ name: 'score' }), ...(missing === undefined ? [] : [missing])]
    return settleWindow(measured({ predictions, performance: breach(), history }))
  }
  const verdicts = (...asked: Parameters<typeof settled>) => {
    const { performance, predictions } = settled(...asked)
    return [predictions!.verdict, performance!.verdict]
  }
  assert.deepEqual(verdicts(199, 1000), ['stable', 'watch'])
  assert.deepEqual(verdicts(200, 1000), ['watch', 'watch'])
  assert.deepEqual(verdicts(200, 1000, summary(9, [MISSING_ANSWERS_KEY])), ['drift', 'insufficient'])
  assert.deepEqual(verdicts(600, 1000), ['drift', 'insufficient'])
  // Fewer rows than anything is judged by.
  assert.deepEqual(verdicts(199, 199), ['stable', 'watch'])
  assert.deepEqual(settled(1000, 1000).because, [
    'missing answers are 1,000 of 1,000 rows, 5.0 times its floor of 0.20',
    'log_loss is not judged: too many answers are missing',
  ])
})

test('settleWindow: a window of which something moved that nobody can judge is not stable for something else that did not', () => {
  const moved = drifted({ name: 'x', verdict: 'insufficient', reason: 'it has moved, and nothing tells' })
  const { because, verdict } = settleWindow(measured({ features: [moved, feature()] }))
  assert.equal(verdict, 'insufficient')
  assert.match(because[0]!, /x is not judged: it has moved/)
})

test('settleWindow: a window that looks worse by its labels, of too few days to be judged, is not stable', () => {
  const value = (value: number, rows: number) => ({ value, ci: null, rows, groups: 4 })
  const seen = (now: number, changes: Partial<ReturnType<typeof breach>> = {}, rows = 700) =>
    breach({
      ...{ loss: null, over: false, verdict: 'insufficient', because: 'log_loss is not judged: only 4 groups' },
      metrics: { log_loss: { reference: value(0.6, 20_000), current: value(now, rows) } },
      ...changes,
    })
  const verdict = (performance: ReturnType<typeof breach>) => {
    const { because, verdict } = settleWindow(measured({ performance }))
    return [verdict, because[0]]
  }
  assert.deepEqual(verdict(seen(1.03)), ['insufficient', 'log_loss is not judged: only 4 groups'])
  assert.equal(verdict(seen(0.605))[0], 'stable')
  assert.equal(verdict(seen(0.3))[0], 'stable')
  // Few rows look worse by chance half of the time.
  assert.equal(verdict(seen(1.03, {}, 199))[0], 'stable')
  assert.equal(verdict(seen(0.3, { higher_is_better: true }))[0], 'insufficient')
  const bias = { bias: { reference: value(-0.2, 20_000), current: value(0.4, 700) } }
  assert.equal(verdict(seen(0, { metric: 'bias', metrics: bias }))[0], 'insufficient')
})

test('settleWindow: a window that lacks answers or labels is not stable, and its inputs count for later ones', () => {
  const unknown = breach({ loss: null, over: false, coverage: 0, because: 'no label has come' })
  const few = feature({
    ...{ name: 'score', rows: { reference: 5000, current: 199 }, p_value: null, times: null },
    ...{ verdict: 'insufficient', reason: '1 answers are missing' },
  })
  const told = (changes: Parameters<typeof measured>[0]) => {
    const { because, verdict } = settleWindow(measured({ areLabelsDue: true, ...changes }))
    return [verdict, because[0]]
  }
  assert.deepEqual(told({ performance: unknown }), ['insufficient', 'no label has come'])
  assert.deepEqual(told({ performance: unknown, areLabelsDue: false }), ['stable', '1 comparison, none over its floor'])
  assert.deepEqual(told({ performance: { ...unknown, coverage: null } })[0], 'stable')
  assert.deepEqual(told({ predictions: [few] }), [
    'insufficient',
    'the prediction score is not judged: 1 answers are missing',
  ])
  const odd = impossibleFeature({ rows: 1, of: 200, such: 'such as `7` in score' })
  assert.equal(told({ predictions: [few, odd] })[0], 'insufficient')
  // It is the test rows that are few.
  assert.equal(told({ predictions: [{ ...few, rows: { reference: 150, current: 900 } }] })[0], 'stable')
  assert.equal(told({ performance: unknown, features: [drifted()] })[0], 'watch')
  const lacking = summary(9, [KEY], { verdict: 'insufficient' })
  assert.equal(settleWindow(measured({ features: [drifted()], history: [lacking] })).verdict, 'drift')
})

test('settleWindow: impossible answers above 1 % are watch, twice or above 3 % drift; performance is not judged then', () => {
  const settled = (rows: number, of: number, ...history: ReturnType<typeof summary>[]) => {
    const such = 'such as `7` in score, where a probability in [0, 1] is expected'
    return settleWindow(
      measured({ predictions: [impossibleFeature({ rows, of, such })], performance: breach(), history }),
    )
  }
  const verdicts = (...asked: Parameters<typeof settled>) => {
    const { performance, predictions } = settled(...asked)
    return [predictions!.verdict, performance!.verdict]
  }
  assert.deepEqual(verdicts(9, 1000), ['stable', 'watch'])
  assert.deepEqual(verdicts(11, 1000), ['watch', 'watch'])
  assert.deepEqual(verdicts(11, 1000, summary(9, [IMPOSSIBLE_KEY])), ['drift', 'insufficient'])
  assert.deepEqual(verdicts(30, 1000), ['drift', 'insufficient'])
  // However few rows there are: but two are none.
  assert.deepEqual(verdicts(2, 2), ['stable', 'watch'])
  assert.deepEqual(verdicts(3, 3), ['drift', 'insufficient'])
  const { because, summary: told, verdict } = settled(812, 1000)
  assert.equal(verdict, 'drift')
  assert.deepEqual(because, [
    'impossible answers are 812 of 1,000, such as `7` in score, where a probability in [0, 1] is expected, 81.2 times its floor of 0.01',
    'log_loss is not judged: too many answers are impossible',
  ])
  assert.deepEqual(told!.over, [{ key: IMPOSSIBLE_KEY, times: 81.2 }])
  const open = settleWindow(
    measured({ window: week(10, false), predictions: [impossibleFeature({ rows: 9, of: 9, such: '' })] }),
  )
  assert.equal(open.verdict, 'insufficient')
})

test('settleWindow: says in sentences what went where, the weightiest first', () => {
  const lasting = drifted({ name: 'carrier', times: 1.5, moved: 'has 31 % AA rather than 20 %' })
  const little = feature({
    name: 'age',
    p_value: null,
    times: null,
    verdict: 'insufficient',
    reason: '20 rows are missing: x',
  })
  const { because } = settleWindow(
    measured({ features: [drifted(), lasting, little], history: [summary(9, ['feature/carrier'])] }),
  )
  assert.deepEqual(because, [
    'carrier has 31 % AA rather than 20 %, 1.5 times its floor of 0.10, in 2 of the last 3 windows',
    'distance went 0.20 standard deviations up, 2.0 times its floor of 0.10',
    'age is not judged: 20 rows are missing: x',
  ])
  assert.deepEqual(settleWindow(measured()).because, ['1 comparison, none over its floor'])
})

test('settleWindow: a column that moved everywhere is told once, and of its segments those that differ from it', () => {
  const said = (whole: object, ...parts: readonly object[]) =>
    settleWindow(
      measured({
        features: [drifted({ times: 2, p_value: 1e-9, ...whole }), drifted({ name: 'age', times: 1.9 })],
        segments: parts.map((part, at) => ({
          by: { origin: 'SJO'[at]! },
          rows: { reference: 5000, current: 500 },
          features: [drifted(part)],
        })),
      }),
    ).because.map((sentence) => sentence.split(/ (?:went|is) /, 1)[0])
  assert.deepEqual(said({}, { times: 2.4 }, { times: 2.1 }), ['distance', 'age'])
  assert.deepEqual(said({}, { times: 2.4 }, { times: 2.9 }), ['distance', 'distance where origin=J', 'age'])
  assert.deepEqual(said({ times: 2.8 }, { times: 3.1 }), ['distance', 'distance where origin=S', 'age'], 'it is drift')
  const down = { moved: 'went 0.20 standard deviations down' }
  assert.deepEqual(said({}, down), ['distance', 'distance where origin=S', 'age'])
  assert.deepEqual(said({ times: 0.9 }, { times: 2.1 }, { times: 1.2 }), [
    ...['distance where origin=S', 'distance where origin=J', 'age'],
  ])
})

test('settleWindow: a window that is not over yet is not judged', () => {
  const { verdict, because, features } = settleWindow(
    measured({ window: week(10, false), features: [drifted()], performance: breach() }),
  )
  assert.equal(verdict, 'insufficient')
  assert.deepEqual(because, [
    'distance is not judged: the window is not complete yet',
    'log_loss is not judged: the window is not complete yet',
  ])
  assert.equal(features[0]!.q_value, null)
})

test('settleWindow: its summary is what the ledger holds, and without times there is none', () => {
  const { summary: told } = settleWindow(
    measured({ features: [drifted()], predictions: [feature({ name: 'score', effect: 0.03 })], performance: breach() }),
  )
  assert.deepEqual(windowSummarySchema.parse(told), told)
  assert.deepEqual(told!.effects, { distance: 0.2, score: 0.03 })
  assert.deepEqual(told!.over, [
    { key: 'feature/distance', times: 2 },
    { key: 'performance', times: 2 },
  ])
  assert.equal(settleWindow(measured({ window: null })).summary, null)
})

test('settleWindow: is calibrated from 20 earlier windows of similar size on', () => {
  const history = (rows: number) => Array.from({ length: 20 }, (_, at) => summary(20 + at, [], { rows }))
  const calibrated = (rows: number) => settleWindow(measured({ window: week(50), history: history(rows) })).calibrated
  assert.equal(calibrated(1500), true)
  assert.equal(calibrated(2500), false)
  assert.equal(settleWindow(measured({ window: week(50), history: history(1000).slice(1) })).calibrated, false)
})

test('settleWindow: what was over four weeks ago, or in a window of a day, does not make this one drift', () => {
  const verdictAfter = (before: ReturnType<typeof summary>) =>
    settleWindow(measured({ features: [drifted()], history: [before] })).verdict
  assert.equal(verdictAfter(summary(9, [KEY])), 'drift')
  assert.equal(verdictAfter(summary(8, [KEY])), 'drift')
  assert.equal(verdictAfter(summary(6, [KEY])), 'watch')
  const day = { ...week(9), from: new Date(Date.parse(week(9).to) - 86_400_000).toISOString() }
  assert.equal(verdictAfter(summary(9, [KEY], { window: day })), 'watch')
})

test('settleWindow: what is over its floor by no more than chance explains says so, with the q-value that would count', () => {
  const { because, features, verdict } = settleWindow(measured({ features: [drifted({ times: 2.5, p_value: 0.06 })] }))
  assert.equal(verdict, 'stable')
  assert.equal(features[0]!.reason, 'over its floor by no more than chance explains: a q-value of at most 0.05 counts')
  assert.equal(because[0], '1 comparison, none over its floor by more than chance explains')
  const still = settleWindow(measured({ features: [drifted({ times: 0.99 })] }))
  assert.deepEqual([still.features[0]!.reason, still.because[0]], [null, '1 comparison, none over its floor'])
})
