import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { labelledStep, type Released, stepBetween } from '../../core/release/bump.ts'

const BEFORE: Released = {
  task: 'binary-classification',
  target: 'late',
  positive: undefined,
  classes: undefined,
  features: ['age', 'plan'],
  withheld: ['id'],
  prepare: null,
}

const STEPS: readonly (readonly [title: string, change: Partial<Released>, bump: string, because: string])[] = [
  ['nothing', {}, 'patch', 'task, target and features are what they were'],
  ['the task', { task: 'regression' }, 'major', 'task: binary-classification → regression'],
  ['the target', { target: 'very_late' }, 'major', 'target: late → very_late'],
  ['the positive class', { positive: 'yes' }, 'major', 'positive class: none → yes'],
  ['the classes', { classes: ['a', 'b'] }, 'major', 'classes: none → a,b'],
  ['a feature more', { features: ['plan', 'age', 'calls'] }, 'minor', 'feature added: calls'],
  ['a feature less', { features: ['age'] }, 'minor', 'feature removed: plan'],
  ['the order of features', { features: ['plan', 'age'] }, 'patch', 'task, target and features are what they were'],
  ['the SQL that prepares', { prepare: 'sha256:1' }, 'minor', 'the SQL that prepares the data changed'],
  [
    'a column kept back that no feature was',
    { withheld: ['id', 'note'] },
    'patch',
    'task, target and features are what they were',
  ],
  ['target and features', { target: 'x', features: [] }, 'major', 'target: late → x'],
]

for (const [title, change, bump, because] of STEPS) {
  test(`stepBetween: ${title} is a ${bump} step`, () => {
    assert.deepEqual(stepBetween(BEFORE, { ...BEFORE, ...change }), { bump, because: [because] })
  })
}

test('stepBetween: where nobody knows the features, what the config keeps back tells of them', () => {
  const unknown = { ...BEFORE, features: null }
  assert.equal(stepBetween(unknown, BEFORE).bump, 'patch')
  assert.deepEqual(stepBetween(unknown, { ...BEFORE, withheld: ['id', 'age'] }), {
    bump: 'minor',
    because: ['other columns are kept from the model'],
  })
})

test('stepBetween: many features are counted, not listed', () => {
  const features = Array.from({ length: 9 }, (_, at) => `f${at}`)
  const { because } = stepBetween({ ...BEFORE, features: [] }, { ...BEFORE, features })
  assert.deepEqual(because, ['features added: f0, f1, f2, f3, f4 and 4 more'])
})

test('stepBetween: the step back is as large as the step there', () => {
  const side = fc.record({
    task: fc.constantFrom('binary-classification' as const, 'regression' as const),
    target: fc.constantFrom('a', 'b'),
    positive: fc.constant(undefined),
    classes: fc.constant(undefined),
    features: fc.option(fc.subarray(['x', 'y', 'z']), { nil: null }),
    withheld: fc.subarray(['id', 'day']),
    prepare: fc.constantFrom(null, 'sha256:1'),
  })
  fc.assert(fc.property(side, side, (a, b) => stepBetween(a, b).bump === stepBetween(b, a).bump))
})

test('labelledStep: the largest of several labels counts, others say nothing', () => {
  assert.equal(labelledStep(['bug', 'contender:no-release']), undefined)
  assert.deepEqual(labelledStep(['contender:patch', 'contender:major']), {
    bump: 'major',
    because: ['the label contender:major says so'],
  })
})
