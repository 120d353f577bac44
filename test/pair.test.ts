import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Column } from '../core/data/table.ts'
import { UserError } from '../core/errors.ts'
import { pairRows } from '../core/pair.ts'
import { numbers, texts } from './columns.ts'

const before = (ids: Column | undefined, rows = lengthOf(ids)) => ({ ids, rows, place: 'before.csv' })
const after = (ids: Column | undefined, rows = lengthOf(ids)) => ({ ids, rows, place: 'after.csv' })

function lengthOf(ids: Column | undefined): number {
  if (ids === undefined) return 3
  return ids.kind === 'text' ? ids.codes.length : ids.values.length
}

function refuses(pair: () => unknown, message: RegExp): void {
  assert.throws(pair, (error) => error instanceof UserError && message.test(error.message))
}

test('pairRows: without ids the row number pairs', () => {
  assert.deepEqual(pairRows(before(undefined), after(undefined)), {
    paired_by: 'row',
    rows: 3,
    rows_dropped: 0,
    baseline: undefined,
    candidate: undefined,
  })
})

test('pairRows: without ids, different row counts are refused', () => {
  refuses(() => pairRows(before(undefined, 4), after(undefined, 3)), /4 in before\.csv and 3 in after\.csv/)
})

test('pairRows: ids in the same rising order need no copies', () => {
  const { baseline, candidate, rows } = pairRows(before(numbers([1, 2, 9])), after(numbers([1, 2, 9])))
  assert.deepEqual([baseline, candidate, rows], [undefined, undefined, 3])
})

test('pairRows: texts in the same order need no copies', () => {
  assert.equal(pairRows(before(texts(['b', 'a'])), after(texts(['b', 'a']))).baseline, undefined)
})

test('pairRows: rows in another order are matched, in the order of the baseline', () => {
  const { baseline, candidate } = pairRows(before(texts(['a', 'b', 'c'])), after(texts(['c', 'a', 'b'])))
  assert.deepEqual(baseline, Uint32Array.of(0, 1, 2))
  assert.deepEqual(candidate, Uint32Array.of(1, 2, 0))
})

test('pairRows: a number matches the text that spells it', () => {
  assert.deepEqual(pairRows(before(numbers([7, 12])), after(texts(['12', '7']))).candidate, Uint32Array.of(1, 0))
})

test('pairRows: any permutation of the candidate pairs the same rows', () => {
  const ids = fc.uniqueArray(
    fc.double({ noNaN: true }).map((id) => id + 0),
    { minLength: 1, maxLength: 50 },
  )
  const shuffled = ids.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })))
  fc.assert(
    fc.property(shuffled, ([a, b]) => {
      const { baseline, candidate, rows } = pairRows(before(numbers(a, 'float')), after(numbers(b, 'float')))
      assert.equal(rows, a.length)
      for (let pair = 0; pair < rows; pair++) assert.equal(a[baseline?.[pair] ?? pair], b[candidate?.[pair] ?? pair])
    }),
  )
})

test('pairRows: many ids pair in any order', () => {
  const rising = Array.from({ length: 20_000 }, (_, row) => row * 1e6)
  const { candidate } = pairRows(before(numbers(rising)), after(numbers(rising.toReversed())))
  assert.ok(candidate!.every((row, pair) => row === 19_999 - pair))
})

test('pairRows: repeated ids are refused with how many and three examples', () => {
  const repeated = texts(['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd'])
  refuses(() => pairRows(before(repeated), after(repeated)), /before\.csv: 4 rows \(`a`, `b`, `c`\)/)
  refuses(() => pairRows(before(numbers([2, 1])), after(numbers([1, 1]))), /after\.csv: 1 row \(`1`\)/)
})

test('pairRows: ids that repeat are refused even when both files list them alike', () => {
  refuses(() => pairRows(before(numbers([5, 5])), after(numbers([5, 5]))), /Repeated ids/)
})

test('pairRows: ids that only one file has are refused with how many on each side', () => {
  const message = /2 rows only in before\.csv \(`1`, `2`\) and 1 row only in after\.csv \(`4`\)/
  refuses(() => pairRows(before(numbers([1, 2, 3])), after(numbers([3, 4]))), message)
})

test('pairRows: rows of one file alone can be dropped, and are counted', () => {
  const pairing = pairRows(before(numbers([1, 2, 3])), after(numbers([3, 4])), 'drop')
  assert.deepEqual([pairing.rows, pairing.rows_dropped], [1, 3])
  assert.deepEqual([pairing.baseline, pairing.candidate], [Uint32Array.of(2), Uint32Array.of(0)])
})

test('pairRows: dropping every row is refused', () => {
  refuses(() => pairRows(before(numbers([1])), after(numbers([2])), 'drop'), /1 row only in before\.csv/)
})

test('pairRows: missing ids are refused with their rows', () => {
  refuses(() => pairRows(before(numbers([1, undefined])), after(numbers([1, 2]))), /before\.csv: 1 row \(row 2\)/)
  refuses(() => pairRows(before(texts(['a', 'b'])), after(texts([undefined, 'a']))), /after\.csv: 1 row \(row 1\)/)
})

test('pairRows: ids in only one file are refused', () => {
  refuses(() => pairRows(before(numbers([1])), after(undefined)), /Missing ids in after\.csv/)
})

test('pairRows: no rows at all are refused', () => {
  refuses(() => pairRows(before(undefined, 0), after(undefined, 0)), /empty/)
})
