import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareApart } from '../../../actions/drift/compare-apart.ts'
import { comparing } from '../../../actions/drift/comparing.ts'
import { lendNumbers } from '../../../actions/drift/lend-numbers.ts'
import type { NumberColumn } from '../../../core/data/table.ts'
import { comparePair } from '../../../core/drift/pairs/compare-pair.ts'
import { gaussian, uniform } from '../../metrics/random-samples.ts'

const { lend } = lendNumbers(30_000)

function drawn(rows: number, seed: number): Float64Array {
  const normal = gaussian(uniform(seed))
  const values = lend(rows)
  for (let row = 0; row < rows; row++) values[row] = row % 100 === 7 ? NaN : normal()
  return values
}

const floats = (values: Float64Array): NumberColumn => ({ kind: 'number', type: 'float', values })

test('compareApart: says of several pairs, each in its turn, what comparePair says, and leaves the rows where they are', async () => {
  await using apart = compareApart()
  const pairs = [1, 2, 3].map((seed) => [drawn(30_000, seed), drawn(20_000, seed + 10)] as const)
  const expected = pairs.map(([reference, current]) => comparePair(reference, current))
  const found = await Promise.all(pairs.map(([reference, current]) => apart.compare(reference, current)))
  assert.deepEqual(found, expected)
  assert.deepEqual(
    pairs.flat().map(({ length }) => length),
    [30_000, 20_000, 30_000, 20_000, 30_000, 20_000],
  )
})

test('compareApart: a thread that fails, or has ended, fails the pairs that wait for it', async () => {
  await using apart = compareApart()
  const wrong = { length: 1 } as unknown as Float64Array
  await assert.rejects(apart.compare(wrong, drawn(10, 1)), TypeError)
  await assert.rejects(apart.compare(drawn(10, 1), drawn(10, 2)), TypeError)
})

test('comparing: leaves whole numbers and texts to whoever asks', async () => {
  await using apart = compareApart()
  const begin = comparing(apart)
  const [reference, current] = [floats(drawn(1000, 1)), floats(drawn(1000, 2))]
  assert.deepEqual(await begin(reference, current), comparePair(reference.values, current.values))
  assert.equal(begin({ ...reference, type: 'integer' }, reference), undefined)
  assert.equal(begin(reference, { kind: 'text', codes: Int32Array.of(0), levels: ['a'] }), undefined)
})
