import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { filterRuns, parseWhere } from '../../core/runs/where.ts'
import { idAt, known } from './known.ts'

const runs = [
  known({ id: idAt(0), params: { rounds: 100, tree: { depth: 3 }, name: 'a, b' } }, { roc_auc: 0.7 }),
  known(
    { id: idAt(1), params: { rounds: 20 }, commit: '12e4567', dirty: true, started: '2026-11-22T08:00:00Z' },
    { roc_auc: null },
  ),
  known({ id: idAt(2), params: { rounds: 'many' }, commit: null, builtin: 'linear', command: null }),
]

const found = (where: string) =>
  filterRuns(runs, parseWhere(where)).map(({ run }) => runs.findIndex((one) => one.run.id === run.id))

test('numbers are compared as numbers, other values as text', () => {
  assert.deepEqual(found('params.rounds>=100'), [0])
  assert.deepEqual(found('params.rounds < 1e2'), [1])
  assert.deepEqual(found('params.rounds=100.0'), [0])
  assert.deepEqual(found('params.rounds==many'), [2])
  assert.deepEqual(found('params.rounds!=100'), [1, 2])
  assert.deepEqual(found('params.tree.depth<=3'), [0])
  assert.deepEqual(found('dirty=true'), [1])
  assert.deepEqual(found('trainer~PYTHON'), [0, 1])
  assert.deepEqual(found('trainer=linear'), [2])
  assert.deepEqual(found('started>=2026-11-22'), [1])
})

test('a commit is found by its beginning, and is never taken for a number', () => {
  assert.deepEqual(found('commit=12e4'), [1])
  assert.deepEqual(found('commit=1a2b3c4'), [0])
})

test('all conditions must hold; a run without the field, or without a value, fails', () => {
  assert.deepEqual(found('params.rounds>=20, roc_auc>0.5'), [0])
  assert.deepEqual(found('roc_auc<1'), [0])
  assert.deepEqual(found('params.tree.depth!=4'), [0])
})

test('a value with a comma stands in quotes', () => {
  assert.deepEqual(parseWhere('a="x, y", b=2'), [
    { field: 'a', operator: '=', value: 'x, y' },
    { field: 'b', operator: '=', value: '2' },
  ])
  assert.deepEqual(found('params.name="a, b", params.rounds=100'), [0])
})

test('what is not a condition is refused, with the place', () => {
  assert.throws(() => parseWhere(''), /Unexpected empty --where/)
  assert.throws(() => parseWhere('rounds'), /Unexpected condition `rounds` of --where, expected conditions such as/)
  assert.throws(() => parseWhere('a=1, b>'), /Unexpected condition `b>`/)
  assert.throws(() => parseWhere('a=1,, b=2'), /Unexpected condition `, b=2`/)
  assert.throws(
    () => parseWhere('params.rounds>=1OO'),
    /Unexpected `1OO` after `params.rounds>=` of --where, expected a number/,
  )
})

test('an unknown field names the nearest; without any run there is nothing to hold it against', () => {
  assert.throws(
    () => found('params.round=1'),
    /Unknown field `params.round` of --where, did you mean `params.rounds`\?/,
  )
  assert.deepEqual(filterRuns([], parseWhere('params.round=1')), [])
})

test('any text is read or refused, never an error of ours or an endless loop', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '.', '=', '<', '>', '!', '~', ',', ' ', '"', '1') }), (text) => {
      try {
        assert.ok(parseWhere(text).length > 0)
      } catch (error) {
        assert.equal((error as Error).name, 'UserError')
      }
    }),
  )
})
