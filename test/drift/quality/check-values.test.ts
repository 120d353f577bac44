import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkCategories, checkInfinite, checkMissing, rowsOfLevels } from '../../../core/drift/quality/check-values.ts'
import { texts } from '../../columns.ts'

const of = (missing: number, rows: number) => ({ missing, rows })

const CASES: [says: string, was: [number, number], is: [number, number], level: 'warning' | 'note' | undefined][] = [
  ['five points more are told', [100, 1000], [160, 1000], 'warning'],
  ['five points less are a note', [300, 1000], [200, 1000], 'note'],
  ['less than five points are not', [100, 1000], [140, 1000], undefined],
  ['five points by chance are not', [5, 50], [9, 50], undefined],
  ['from none at all one point is told', [0, 5000], [60, 5000], 'warning'],
  ['nothing is said of no rows', [0, 0], [10, 10], undefined],
]
for (const [says, was, is, level] of CASES)
  test(`checkMissing: ${says}`, () => {
    assert.equal(checkMissing('fare', of(...was), of(...is))[0]?.level, level)
    assert.equal(checkInfinite('fare', of(...was), of(...is))[0]?.level, level)
  })

test('checkCategories: values that were never there are named, the most frequent first, but not those of sensitive columns', () => {
  const rowsOf = rowsOfLevels(texts(['a', 'a', 'x', 'y', 'y', undefined]))
  const [found] = checkCategories('carrier', { known: new Set(['a']), rowsOf })
  assert.equal(found!.because, 'carrier has 2 values that were never there before, in 60 % of the rows: y, x')
  assert.equal(found!.level, 'warning')
  const [hidden] = checkCategories('carrier', { known: new Set(['a']), rowsOf, sensitive: true })
  assert.equal(hidden!.because, 'carrier has 2 values that were never there before, in 60 % of the rows')
  assert.deepEqual(checkCategories('carrier', { known: new Set(['a', 'x', 'y']), rowsOf }), [])
})

test('checkCategories: a value that looks personal is counted and not named', () => {
  const said = (...values: string[]) =>
    checkCategories('carrier', { known: new Set(), rowsOf: new Map(values.map((value) => [value, 10])) })[0]!.because
  assert.equal(
    said('ann@example.com'),
    'carrier has a value that was never there before, in 100 % of the rows; what looks personal is not shown',
  )
  assert.equal(
    said('AA', '+49 30 901820', 'BB', 'ann@example.com'),
    'carrier has 4 values that were never there before, in 100 % of the rows: AA, BB and 2 more; what looks personal is not shown',
  )
  assert.match(said('a', 'b', 'c', 'd', 'e', 'f', 'g'), /: a, b, c, d, e and 2 more$/)
})

test('rowsOfLevels: a level without a row, and a value that is missing, are no level', () => {
  const rows = rowsOfLevels({ kind: 'text', levels: ['a', '__proto__', 'b'], codes: Int32Array.of(1, 1, -1, 0) })
  assert.deepEqual(
    [...rows],
    [
      ['a', 1],
      ['__proto__', 2],
    ],
  )
})
