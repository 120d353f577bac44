import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Judgement, type Played, play, type Week } from './play.ts'
import { windowOf } from './situation.ts'

const told = (weeks: readonly Played[]) => weeks.map(({ calls, mentions }) => [...mentions, ...calls].join(', '))
const changes = (weeks: readonly Played[]) => weeks.flatMap(({ issue }, at) => issue.map((what) => `${at} ${what}`))
const times = (judgement: Judgement, many: number): Judgement[] => Array.from({ length: many }, () => judgement)
const OWNERS = 'inputs 1 @acme/ml, drift inputs 1'
const SECOND = 'inputs 2 @acme/heads, escalated inputs 2'

test('a breach of performance within drift of inputs is told anew, and comes to the second level by windows of its own', () => {
  const weeks = play([...times('drift', 3), ...times('breach', 3), 'drift', 'breach'])
  assert.deepEqual(told(weeks), [
    OWNERS,
    '',
    SECOND,
    'performance 1 @acme/ml, drift performance 1',
    '',
    'performance 2 @acme/heads, escalated performance 2',
    '',
    '',
  ])
  assert.deepEqual(changes(weeks), ['0 made'])
})

test('who heard of a breach needs not hear that inputs move as well', () => {
  assert.deepEqual(told(play(['breach', 'drift', 'breach', 'drift'])), [
    'performance 1 @acme/ml, drift performance 1',
    '',
    '',
    SECOND,
  ])
})

test('something else than what was muted opens the issue again and is told as a new episode', () => {
  const muted: Week = { is: 'drift', person: 'not_planned' }
  const weeks = play(['drift', muted, 'drift', { is: 'drift', columns: ['distance', 'origin'] }, 'drift', 'drift'])
  assert.deepEqual(told(weeks), [OWNERS, '', '', OWNERS, '', SECOND])
  assert.deepEqual(changes(weeks), ['0 made', '3 reopened'])
  assert.equal(weeks[5]!.now!.state.since, windowOf(3).from)
  const breach = play(['drift', muted, 'breach'])
  assert.deepEqual(told(breach), [OWNERS, '', 'performance 1 @acme/ml, drift performance 1'])
})

test('what a person closed as completed goes on as the same episode', () => {
  const weeks = play([{ is: 'drift', person: 'completed' }, 'drift', 'drift'])
  assert.deepEqual(told(weeks), [OWNERS, '', SECOND])
  assert.deepEqual(changes(weeks), ['0 made', '1 reopened'])
})

test('what comes and goes is one episode: its owners, then the second level are told, and it never heals in between', () => {
  const weeks = play(Array.from({ length: 20 }, () => ['drift', 'stable'] as const).flat())
  assert.deepEqual(
    told(weeks).flatMap((what, at) => (what === '' ? [] : [`${at} ${what}`])),
    [`0 ${OWNERS}`, `4 ${SECOND}`],
  )
  assert.deepEqual(changes(weeks), ['0 made'])
  const twoOfThree = play(Array.from({ length: 10 }, () => ['drift', 'stable', 'stable'] as const).flat())
  assert.deepEqual(changes(twoOfThree), ['0 made'])
})

test('it has healed once three windows in a row were stable, and what comes then is a new episode', () => {
  const weeks = play(['drift', 'stable', 'stable', 'insufficient', 'stable', 'stable', 'drift'])
  assert.deepEqual(told(weeks), [OWNERS, '', '', '', 'healed inputs 1', '', OWNERS])
  assert.deepEqual(changes(weeks), ['0 made', '4 closed', '6 reopened'])
  const watched = play(['drift', 'stable', 'stable', 'watch', 'stable', 'stable', 'stable'])
  assert.deepEqual(changes(watched), ['0 made', '6 closed'])
})

test('after a breach only windows with labels bring it nearer to its end', () => {
  const blind: Week = { is: 'stable', unlabelled: true }
  const weeks = play(['breach', 'stable', blind, blind, blind, 'stable', blind, 'stable'])
  assert.deepEqual(changes(weeks), ['0 made', '7 closed'])
  assert.match(weeks[4]!.shown[0]!, /^the issue stays open: what it is about, performance, cannot be judged/)
  assert.deepEqual(changes(play(['drift', blind, blind, blind])), ['0 made', '3 closed'], 'of inputs all do')
})

test('without a ledger it heals all the same', () => {
  const weeks = play(['drift', 'stable', 'drift', 'stable', 'stable', 'stable'], { ledger: false })
  assert.deepEqual(changes(weeks), ['0 made', '5 closed'])
})

test('a webhook that is taken out of the config while an episode is open leaves its owners to be mentioned', () => {
  const without = 'escalate: { after: 3, owners: ["@acme/heads"] }'
  const weeks = play(['drift', { is: 'stable', alert: without }, ...times('stable', 5), 'drift', ...times('stable', 9)])
  assert.deepEqual(told(weeks).slice(0, 8), [OWNERS, '', '', '', '', '', '', 'inputs 1 @acme/ml'])
  assert.deepEqual(changes(weeks), ['0 made', '3 closed', '7 reopened', '10 closed'])
})

test('a webhook that comes into the config while an episode is open is called', () => {
  const weeks = play(['drift', { is: 'drift', alert: 'webhook: { url: U }' }], { alert: '' })
  assert.deepEqual(told(weeks), ['inputs 1 @acme/ml', 'drift inputs 1'])
})

const NIGHT = 'webhook: { url: U }, quiet: { from: "22:00", to: "07:00", zone: America/New_York }'
/** `17 6 * * *`, in UTC */
const dawn = (is: Judgement, days = 1): Week => ({
  is,
  hours: Array.from({ length: days }, (_, day) => 24 * day + 6.29),
})

test('an alert that each run holds is warned of from the second night on, with what to do', () => {
  const [first, second, third] = play([dawn('drift'), dawn('drift', 2), dawn('watch')], { alert: NIGHT })
  assert.deepEqual([first!.held.length, first!.warnings], [1, []])
  assert.deepEqual(second!.warnings, [
    ...times('drift', 2).map(
      () =>
        'an alert is held since 2026-01-08, for every run since then fell into quiet hours (22:00 to 07:00, America/New_York): let the workflow run outside of them, or nobody is ever told',
    ),
  ])
  assert.deepEqual([third!.warnings, third!.now!.state.held], [[], '2026-01-08T06:17:24.000Z'])
})

test('runs within one night warn of nothing, and the first after it tells', () => {
  const [week] = play([{ is: 'drift', hours: [3, 4, 6, 11.9, 12, 13] }], { alert: NIGHT })
  assert.deepEqual([week!.held.length, week!.warnings, week!.now!.state.held], [4, [], null])
  assert.deepEqual(told([week!]), [OWNERS])
})

test('an episode of which nobody was told says so when it is closed', () => {
  const weeks = play([dawn('drift'), ...times('stable', 3).map((is) => dawn(is))], { alert: NIGHT })
  assert.deepEqual(told(weeks), ['', '', '', ''])
  assert.deepEqual(weeks[3]!.warnings, [
    'nobody was told of this episode: from 2026-01-08 on every run that had it to tell fell into quiet hours; let the workflow run outside of them',
  ])
  assert.deepEqual(changes(weeks), ['0 made', '3 closed'])
  const heard = play([{ is: 'drift' }, ...times('stable', 3)], { alert: NIGHT })
  assert.deepEqual(
    heard.flatMap(({ warnings }) => warnings),
    [],
  )
})

test('a webhook that is to hear of the healing waits for the end of quiet hours', () => {
  const closing: Week = { is: 'stable', hours: [3, 12, 13] }
  const weeks = play([{ is: 'drift' }, 'stable', 'stable', closing], { alert: NIGHT })
  assert.deepEqual(told(weeks), [OWNERS, '', '', 'healed inputs 1'])
  assert.deepEqual([weeks[3]!.held.length, weeks[3]!.issue, weeks[3]!.now!.state.held], [1, ['closed'], null])
})

test('what somebody writes into the mark of the issue neither stops what comes later nor keeps it open', () => {
  const future = '2099-01-01T00:00:00.000Z'
  for (const time of [future, null]) {
    const edits = { window: time, over: time, since: time, held: time }
    const weeks = play([{ is: 'drift', edits }, 'breach', 'stable', 'stable', { is: 'stable', edits }, 'drift'])
    assert.deepEqual(
      weeks.flatMap(({ shown }) => shown.filter((text) => text.startsWith('an old'))),
      [],
    )
    assert.deepEqual(told(weeks)[1], 'performance 1 @acme/ml, drift performance 1')
    assert.deepEqual(changes(weeks), ['0 made', '4 closed', '5 reopened'])
  }
})

test('models do not know of each other', () => {
  const alone = [
    play(['drift', 'breach', 'stable'], { name: 'delay' }),
    play(['stable', 'drift', 'drift'], { name: 'price' }),
  ]
  assert.deepEqual(alone.map(told), [
    [OWNERS, 'performance 1 @acme/ml, drift performance 1', ''],
    ['', OWNERS, ''],
  ])
  assert.deepEqual(
    alone.map((weeks) => weeks[2]!.now!.state.model),
    ['delay', 'price'],
  )
})
