import assert from 'node:assert/strict'
import test from 'node:test'
import { compareCounts, sayCounts } from '../../bench/quick/compare-counts.ts'

test('counts: one row, file or call more has grown; bytes and allocations have their room', () => {
  const grown = (name: string, was: number, is: number) => compareCounts({ [name]: was }, { [name]: is }).grown.length
  assert.equal(grown('drift, 2 × 2 rows: rows read', 40_000, 40_001), 1)
  assert.equal(grown('comment: GitHub reads', 4, 5), 1)
  assert.equal(grown('comment: GitHub writes', 0, 1), 1)
  assert.equal(grown('comment: GitHub reads', 4, 4), 0)
  assert.equal(grown('dist/: bytes', 1_000_000, 1_009_000), 0)
  assert.equal(grown('dist/: bytes', 1_000_000, 1_011_000), 1)
  assert.equal(grown('drift: bytes allocated', 100, 124), 0)
  assert.equal(grown('drift: bytes allocated', 100, 126), 1)
})

test('counts: says what grew, by how much, and how to accept it', () => {
  const known = { 'drift: rows read': 40_000, 'comment: GitHub writes': 1, 'gone: files opened': 2 }
  const lines = sayCounts(
    compareCounts(known, { 'drift: rows read': 60_000, 'comment: GitHub writes': 0, 'new: modules': 7 }),
  )
  assert.deepEqual(lines, [
    'GREW  drift: rows read: 40,000 → 60,000 (+20,000, +50.0 %)',
    'NEW   new: modules',
    'GONE  gone: files opened',
    'less  comment: GitHub writes: 1 → 0 (−1, −100.0 %)',
    'Counts are not those of bench/counts.json. Find out why, mend it, or hold to them from now on: `npm run bench -- --quick --accept`, and say in the commit why.',
  ])
})

test('counts: less is told and is no failure; the same says nothing', () => {
  const [less, hint] = sayCounts(compareCounts({ 'a: modules': 100 }, { 'a: modules': 50 }))
  assert.equal(less, 'less  a: modules: 100 → 50 (−50, −50.0 %)')
  assert.match(hint!, /is no failure/)
  assert.deepEqual(sayCounts(compareCounts({ 'a: modules': 100 }, { 'a: modules': 100 })), [])
})
