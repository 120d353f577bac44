import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { RunEvent } from '../../core/ledger/event.ts'
import { diffRuns } from '../../core/runs/diff-runs.ts'
import { differingFields } from '../../core/runs/fields.ts'
import { flatParams } from '../../core/runs/flat-params.ts'
import { joinRun } from '../../core/runs/known-run.ts'
import { usesOf } from '../../core/runs/uses-of.ts'
import { aRun, digest, idAt, known } from './known.ts'

test('a run differs from itself in nothing', () => {
  const { data, ...lists } = diffRuns(aRun, aRun)
  assert.deepEqual(lists, { params: [], inputs: [], environment: [] })
  assert.deepEqual(
    data.map(({ change, part }) => [part, change]),
    [['train', 'same']],
  )
})

test('what differs is named with both values; what one side lacks is left out there', () => {
  const other = {
    ...aRun,
    params: { rounds: 200, tree: { depth: 3 } },
    seeds: [8],
    command: null,
    builtin: 'linear',
    inputs: [{ uri: 'features.py', digest: digest('9') }],
    environment: { ...aRun.environment, runtimes: { python: '3.14.0' }, locks: [] },
  }
  const { environment, inputs, params } = diffRuns(aRun, other)
  assert.deepEqual(params, [
    { name: 'builtin', b: 'linear' },
    { name: 'command', a: 'python train.py' },
    { name: 'seed', a: 7, b: 8 },
    { name: 'rounds', a: 100, b: 200 },
    { name: 'tree.depth', b: 3 },
  ])
  assert.deepEqual(inputs, [
    { uri: 'train.py', a: digest('1'), b: null },
    { uri: 'features.py', a: null, b: digest('9') },
  ])
  assert.deepEqual(environment, [
    { name: 'python', a: '3.13.1', b: '3.14.0' },
    { name: 'uv.lock', a: digest('2') },
  ])
})

test('fingerprints taken in two ways tell nothing about each other', () => {
  const train = aRun.data.train!
  const change = (b: Partial<typeof train>) =>
    diffRuns(aRun, { ...aRun, data: { train: { ...train, ...b } } }).data[0]!.change
  assert.equal(change({ digest: digest('0') }), 'changed')
  assert.equal(change({ digest: digest('0'), by: 'dvc' }), 'unknown')
  assert.equal(diffRuns(aRun, { ...aRun, data: {} }).data[0]!.change, 'unknown')
})

test('swapping the runs swaps the sides', () => {
  const params = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(fc.integer(), fc.string(), fc.boolean()))
  fc.assert(
    fc.property(params, params, (a, b) => {
      const forth = diffRuns({ ...aRun, params: a }, { ...aRun, params: b }).params
      const back = diffRuns({ ...aRun, params: b }, { ...aRun, params: a }).params
      const swapped = back.map(({ a, b, name }) => ({ name, a: b, b: a }))
      const byName = (list: readonly { name: string; a?: unknown; b?: unknown }[]) =>
        new Map(list.map(({ a, b, name }) => [name, [a, b]]))
      assert.deepEqual(byName(forth), byName(swapped))
    }),
  )
})

test('only what differs among the runs of one model is worth a column', () => {
  const runs = [
    known({ params: { rounds: 100, depth: 3 } }),
    known({ params: { rounds: 20, depth: 3 } }),
    known({ model: 'weather', params: { alpha: 1 }, builtin: 'linear' }),
  ]
  assert.deepEqual(differingFields(runs), ['params.rounds'])
  assert.deepEqual(differingFields(runs.slice(0, 1)), [])
  assert.deepEqual(differingFields([known({ seeds: [1] }), known({ seeds: [2] })]), ['seed'])
})

test('nested parameters get dotted names, lists stay one value', () => {
  const flat = flatParams({ tree: { depth: 3, leaves: {} }, layers: [64, 32], none: null })
  assert.deepEqual(
    [...flat],
    [
      ['tree.depth', 3],
      ['tree.leaves', '{}'],
      ['layers', '[64,32]'],
      ['none', null],
    ],
  )
})

test('a run known twice is one, judged as it was here last', () => {
  const here = known({ id: idAt(1) }, { roc_auc: 0.7 })
  const { comparison, run } = here
  const event = { run, evaluation: known({}, { roc_auc: 0.6 }).evaluation, comparison } as RunEvent
  assert.equal(joinRun(undefined, undefined), undefined)
  assert.deepEqual(joinRun(here, event)!.places, ['here', 'ledger'])
  assert.equal(joinRun(here, event)!.evaluation!.metrics.roc_auc!.value, 0.7)
  assert.equal(joinRun({ ...here, evaluation: null }, event)!.evaluation!.metrics.roc_auc!.value, 0.6)
  assert.deepEqual(joinRun(undefined, event)!.places, ['ledger'])
})

test('a digest is found in whatever part a file played', () => {
  const run = known({}, { roc_auc: 0.7 })
  const roles = (sign: string) => usesOf(run, digest(sign).slice(0, 15)).map(({ role, uri }) => `${role} ${uri}`)
  assert.deepEqual(roles('d'), ['train data data/train.parquet'])
  assert.deepEqual(roles('e'), ['test rows data/test.parquet'])
  assert.deepEqual(roles('f'), ['test data data/test.parquet'])
  assert.deepEqual(roles('1'), ['input train.py'])
  assert.deepEqual(roles('2'), ['lock file uv.lock'])
  assert.deepEqual(roles('a'), ['model file models/delay.onnx'])
  assert.deepEqual(roles('7'), [])
})
