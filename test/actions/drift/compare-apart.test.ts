import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareApart } from '../../../actions/drift/compare-apart.ts'
import { comparing, release } from '../../../actions/drift/comparing.ts'
import type { Samples } from '../../../actions/drift/samples.ts'
import type { NumberColumn } from '../../../core/data/table.ts'
import { comparePair } from '../../../core/drift/pairs/compare-pair.ts'
import { gaussian, uniform } from '../../metrics/random-samples.ts'

function drawn(rows: number, seed: number): Float64Array {
  const normal = gaussian(uniform(seed))
  return Float64Array.from({ length: rows }, (_, row) => (row % 100 === 7 ? NaN : normal()))
}

const floats = (values: Float64Array): NumberColumn => ({ kind: 'number', type: 'float', values })
const side = (kept: boolean): Samples => ({ by: 'rows', columns: [], rows: 1, kept, read: async () => new Map() })

test('compareApart: says of several pairs, each in its turn, what comparePair says, and gives the rows back', async () => {
  await using apart = compareApart()
  const pairs = [1, 2, 3].map((seed) => [drawn(30_000, seed), drawn(20_000, seed + 10)] as const)
  const expected = pairs.map(([reference, current]) => ({
    pair: comparePair(reference, current),
    reference: reference.slice(),
    current: current.slice(),
  }))
  const found = await Promise.all(pairs.map(([reference, current]) => apart.compare(reference, current)))
  assert.deepEqual(found, expected)
  assert.ok(pairs.flat().every(({ length }) => length === 0))
})

test('compareApart: a thread that fails, or has ended, fails the pairs that wait for it', async () => {
  await using apart = compareApart()
  const wrong = { buffer: new ArrayBuffer(8), length: 1 } as unknown as Float64Array
  await assert.rejects(apart.compare(wrong, drawn(10, 1)), TypeError)
  await assert.rejects(apart.compare(drawn(10, 1), drawn(10, 2)), TypeError)
})

test('comparing: takes columns away but for those that are kept, and leaves whole numbers and texts as they are', async () => {
  await using apart = compareApart()
  const begin = comparing(apart, { reference: side(true), current: side(false) })
  const [reference, current] = [floats(drawn(1000, 1)), floats(drawn(1000, 2))]
  const expected = comparePair(reference.values, current.values)
  const compared = (await begin(reference, current))!
  assert.deepEqual(compared.pair, expected)
  assert.deepEqual(compared.reference, reference)
  assert.deepEqual([reference.values.length, current.values.length], [1000, 0])
  release(compared.reference, compared.current)
  assert.deepEqual([reference.values.length, compared.reference.values.length], [1000, 0])
  assert.equal(begin({ ...reference, type: 'integer' }, reference), undefined)
  assert.equal(begin(reference, { kind: 'text', codes: Int32Array.of(0), levels: ['a'] }), undefined)
})
