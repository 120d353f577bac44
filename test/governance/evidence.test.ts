import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Change } from '../../core/governance/change.ts'
import { checklistOf } from '../../core/governance/checklist-of.ts'
import type { Evidence, When } from '../../core/governance/schema.ts'
import { change, gate, governed, judgedModel, signed } from './example-change.ts'

/** State of one item that asks for this evidence. */
function stateOf(evidence: Evidence, of: Partial<Change> = {}, when: When = {}) {
  const item = { id: 'one', text: 'One', evidence, when }
  const [found] = checklistOf([item], change(of), governed({ risk: { toy: 'minimal' } })).items
  const { item: _, ...state } = found!
  return state
}

const AT = 'delay (sha256:0a1b2c3d) at 4f5e6d7'
const TOY = judgedModel({
  model: 'toy',
  digest: `sha256:${'9'.repeat(64)}`,
  gates: [gate('size', 'fail', { model: 'toy', id: 'toy/size' })],
})

test('evidence of gates and data waits for the report; a model that it leaves out is missing', () => {
  for (const evidence of [{ gate: 'all' }, { data: 'all' }, { fairness: 'all' }]) {
    assert.deepEqual(stateOf(evidence, { judged: undefined }), {
      state: 'waiting',
      because: 'the run of 4f5e6d7 has not reported yet',
    })
    assert.deepEqual(stateOf(evidence, { judged: undefined, unreported: 'its run has no artifact' }), {
      state: 'missing',
      because: 'no report of 4f5e6d7: its run has no artifact',
      who: ['the author'],
    })
    assert.deepEqual(stateOf(evidence, { models: ['delay', 'toy'] }), {
      state: 'missing',
      because: 'the report of 4f5e6d7 says nothing of toy: have the workflow judge every touched model',
      who: ['the author'],
    })
  }
})

test('fairness: gates on fairness pass, all or those by a column, and each model has one', () => {
  const byAge = gate('equalized_odds_difference-by-age-max', 'pass', { by: 'age' })
  const bySex = gate('DI-by-sex-min', 'fail', { by: 'sex' })
  const judged = [judgedModel({ gates: [gate('roc_auc-min', 'fail'), byAge] })]
  assert.deepEqual(stateOf({ fairness: 'all' }, { judged }), { state: 'met', by: `1 gate passed: ${AT}` })
  assert.deepEqual(stateOf({ fairness: 'age' }, { judged }), { state: 'met', by: `1 gate passed: ${AT}` })
  assert.deepEqual(stateOf({ fairness: 'sex' }, { judged }), {
    state: 'missing',
    because: 'no gate on fairness by sex in delay: contender.yml of the base branch has to name one',
    who: ['the author'],
  })
  assert.deepEqual(stateOf({ fairness: 'all' }), {
    state: 'missing',
    because: 'no gate on fairness in delay: contender.yml of the base branch has to name one',
    who: ['the author'],
  })
  const both = [judgedModel({ gates: [byAge, bySex] })]
  assert.equal(stateOf({ fairness: 'all' }, { judged: both }).state, 'missing')
  assert.equal(stateOf({ fairness: 'age' }, { judged: both }).state, 'met')
  assert.equal(stateOf({ gate: 'DI' }, { judged: both }).state, 'missing')
})

test('gate: all have to pass in every touched model; what does not apply yet hinders nothing', () => {
  assert.deepEqual(stateOf({ gate: 'all' }), { state: 'met', by: `2 gates passed: ${AT}` })
  const gates = [gate('roc_auc-min'), gate('roc_auc-against-production', 'not_applicable')]
  assert.deepEqual(stateOf({ gate: 'all' }, { judged: [judgedModel({ gates })] }), {
    state: 'met',
    by: `1 gate passed, 1 not applicable yet: ${AT}`,
  })
  for (const [outcome, said] of [
    ['fail', 'failed'],
    ['undecided', 'is undecided'],
  ] as const)
    assert.deepEqual(
      stateOf({ gate: 'all' }, { judged: [judgedModel({ gates: [...gates, gate('size', outcome)] })] }),
      {
        state: 'missing',
        because: `delay/size ${said}: so it was measured`,
        who: ['the author', 'maintain'],
        commands: ['/contender accept delay/size REASON'],
      },
    )
})

test('gate: where there is none to pass, that is what stands there', () => {
  assert.deepEqual(stateOf({ gate: 'all' }, { judged: [judgedModel({ gates: [] })] }), {
    state: 'met',
    by: `there was no gate to pass: ${AT}`,
  })
})

test('gate: on one metric, by its whole name; a model without one is missing', () => {
  const gates = [gate('roc_auc-min'), gate('roc_auc_ovr-min', 'fail'), gate('size', 'fail')]
  const judged = [judgedModel({ gates })]
  assert.deepEqual(stateOf({ gate: 'roc_auc' }, { judged }), { state: 'met', by: `1 gate passed: ${AT}` })
  assert.equal(stateOf({ gate: 'size' }, { judged }).state, 'missing')
  assert.deepEqual(stateOf({ gate: 'log_loss' }, { judged }), {
    state: 'missing',
    because: 'no gate on log_loss in delay: contender.yml of the base branch has to name one',
    who: ['the author'],
  })
})

test('gate: an accepted one counts, and is named as an exception', () => {
  const accepted = { by: 'bob', reason: 'One bad Monday' }
  const gates = [gate('roc_auc-min'), gate('size', 'fail', { accepted })]
  const judged = [judgedModel({ gates })]
  assert.deepEqual(stateOf({ gate: 'all' }, { judged }), {
    state: 'met',
    by: `1 gate passed, 1 exception accepted (delay/size by @bob): ${AT}`,
  })
  assert.deepEqual(checklistOf([signed()], change({ judged }), governed()).exceptions, [
    { gate: 'delay/size', ...accepted },
  ])
})

test('gate: an item about some models asks nothing of the others', () => {
  const of = { models: ['delay', 'toy'], judged: [judgedModel(), TOY] }
  assert.equal(stateOf({ gate: 'all' }, of).state, 'missing')
  assert.equal(stateOf({ gate: 'all' }, of, { models: ['delay'] }).state, 'met')
  assert.equal(stateOf({ gate: 'all' }, of, { risk: ['limited'] }).state, 'met')
  assert.equal(stateOf({ gate: 'all' }, of, { risk: ['minimal'] }).state, 'missing')
})

test('data: no check failed; warnings are counted', () => {
  const data = (...outcomes: ('pass' | 'warn' | 'fail')[]) => ({
    judged: [
      judgedModel({ data: outcomes.map((outcome, at) => ({ check: at === 0 ? 'leakage' : 'range', outcome })) }),
    ],
  })
  assert.deepEqual(stateOf({ data: 'all' }, data('pass', 'warn')), {
    state: 'met',
    by: `2 checks of the data, none failed, 1 warned: ${AT}`,
  })
  assert.deepEqual(stateOf({ data: 'all' }, data('pass', 'fail', 'fail')), {
    state: 'missing',
    because: 'range failed in delay',
    who: ['the author'],
  })
  assert.deepEqual(stateOf({ data: 'leakage' }, data('pass', 'fail')), {
    state: 'met',
    by: `1 check of the data, none failed: ${AT}`,
  })
})

test('data: without checks there is no evidence, and what to do stands there', () => {
  for (const data of [undefined, []])
    assert.deepEqual(stateOf({ data: 'all' }, { judged: [judgedModel({ data })] }), {
      state: 'missing',
      because: 'the report has no checks of the data of delay: let its workflow run `contender pipeline` or `validate`',
      who: ['the author'],
    })
  assert.match(
    JSON.stringify(stateOf({ data: 'freshness' })),
    /no check `freshness` of the data of delay: see contender.schema.yml/,
  )
})

test('file: one that is added or edited, not one that is removed', () => {
  const of = { paths: ['docs/old.md', 'docs/impact/a.md'], present: ['docs/impact/a.md'] }
  assert.deepEqual(stateOf({ file: 'docs/**/*.md' }, of), { state: 'met', by: 'docs/impact/a.md at 4f5e6d7' })
  assert.deepEqual(stateOf({ file: 'docs/*.md' }, of), {
    state: 'missing',
    because: 'no file that docs/*.md matches is added or edited',
    who: ['the author'],
  })
})

const EMPTY = [
  null,
  '',
  '  ',
  'TODO',
  'todo: ask Ann',
  '<TBD>',
  'tbd',
  '…',
  [],
  {},
  [null, 'TODO'],
  { a: '' },
  Number.NaN,
  undefined,
]
const FILLED = ['Triage of delays', 0, false, ['TODO', 'Done'], { a: { b: 'x' } }, 'Todos los vuelos', 'TBDelta']

test('card: a field that somebody has filled in', () => {
  for (const use of EMPTY) {
    const { state } = stateOf({ card: 'intended.use' }, { card: { intended: { use } } })
    assert.equal(state, 'missing', JSON.stringify(use))
  }
  for (const use of FILLED)
    assert.deepEqual(
      stateOf({ card: 'intended.use' }, { card: { intended: { use } } }),
      { state: 'met', by: 'intended.use in card.yml at 4f5e6d7' },
      JSON.stringify(use),
    )
})

test('card: no card, no such field, and what every object has are not filled in', () => {
  assert.match(JSON.stringify(stateOf({ card: 'use' })), /there is no card.yml at 4f5e6d7/)
  for (const card of [null, 'text', ['x'], { use: 'x' }])
    assert.equal(stateOf({ card: 'constructor' }, { card }).state, 'missing')
})

test('review: by people who may write and made no part of the change, each once', () => {
  const approvals = [
    { login: 'Ann', role: 'admin' as const },
    { login: 'bob', role: 'write' as const },
    { login: 'BOB', role: 'write' as const },
    { login: 'rita', role: 'triage' as const },
    { login: 'stranger', role: undefined },
  ]
  assert.deepEqual(stateOf({ review: 1 }, { approvals }), { state: 'met', by: 'approved by @BOB (write) at 4f5e6d7' })
  assert.deepEqual(stateOf({ review: 2 }, { approvals }), {
    state: 'missing',
    because:
      '1 of 2 people have approved 4f5e6d7; 1 approval does not count: @Ann made a part of this change; 2 approvals do not count: @rita, @stranger may not write here',
    who: ['write'],
  })
})

test('review: where nobody has approved it, nobody else has', () => {
  assert.deepEqual(stateOf({ review: 1 }), {
    state: 'missing',
    because: 'nobody else has approved 4f5e6d7',
    who: ['write'],
  })
})

test('codeowners: every owned path is approved by an owner', () => {
  const path = (name: string, approved: boolean, ...owners: string[]) => ({ path: name, owners, approved })
  assert.deepEqual(stateOf({ codeowners: true }), {
    state: 'met',
    by: 'CODEOWNERS names nobody for what is changed at 4f5e6d7',
  })
  const owned = [path('a', true, '@bob'), path('b', false, '@acme/data', '@zoe'), path('c', false, '@zoe')]
  assert.deepEqual(stateOf({ codeowners: true }, { owned: owned.slice(0, 1) }), {
    state: 'met',
    by: 'owners approve 1 path at 4f5e6d7',
  })
  assert.deepEqual(stateOf({ codeowners: true }, { owned }), {
    state: 'missing',
    because: 'no owner has approved b, c at 4f5e6d7',
    who: ['@acme/data', '@zoe'],
  })
})
