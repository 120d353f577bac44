import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { TextProfile } from '../../../core/artifacts/profile.ts'
import { countedDistinct } from '../../../core/data/profile/distinct.ts'
import { textProfile } from '../../../core/data/profile/text-profile.ts'
import type { TextColumn } from '../../../core/data/table.ts'
import { pairTexts } from '../../../core/drift/pairs/pair-texts.ts'

type Rows = Readonly<Record<string, number>>

function columnOf(rows: Rows): TextColumn {
  const levels = Object.keys(rows)
  return {
    kind: 'text',
    levels,
    codes: Int32Array.from(levels.flatMap((value, code) => Array(rows[value]!).fill(code))),
  }
}

/** As profiles are made: values with ten rows or more are listed. */
function profileOf(rows: Rows): TextProfile {
  const listed = Object.entries(rows).filter(([, count]) => count >= 10)
  const others = Object.values(rows).filter((count) => count < 10)
  return textProfile({
    name: 'x',
    missing: 3,
    values: listed.map(([value, count]) => ({ value, rows: count, error: 0 })),
    rest: others.reduce((sum, count) => sum + count, 0),
    unlisted: Math.max(0, ...others),
    distinct: () => countedDistinct(Object.keys(rows).length),
  })
}

test('pairTexts: of rows every value is named, those with the most first, in whatever order the rows are', () => {
  const reference: TextColumn = { kind: 'text', levels: ['b', 'unused', 'a'], codes: Int32Array.of(0, 2, 2, -1, 0) }
  const current: TextColumn = { kind: 'text', levels: ['c', 'a'], codes: Int32Array.of(0, 1, 1, 1, -1, -1) }
  assert.deepEqual(pairTexts({ reference, current }), {
    values: ['a', 'b', 'c'],
    counts: { reference: [2, 2, 0], current: [3, 0, 1] },
    missing: { reference: 1, current: 2 },
    fresh: [['c', 1]],
    unsure: 0,
    error: { shares: 0 },
  })
})

test('pairTexts: a profile that lists all values tells as much as the rows, and so do two', () => {
  const [reference, current] = [
    { a: 50, b: 30 },
    { a: 20, b: 40, c: 12 },
  ]
  const rows = pairTexts({ reference: columnOf(reference), current: columnOf(current) })
  const told = pairTexts({ reference: profileOf(reference), current: columnOf(current) })
  assert.deepEqual(told, { ...rows, missing: { reference: 3, current: 0 } })
  assert.deepEqual(pairTexts({ reference: profileOf(reference), current: profileOf(current) }).counts, rows.counts)
})

test('pairTexts: rare values that a profile does not list come together, and are not called new', () => {
  const reference = { a: 500, x1: 5, x2: 7, x3: 9 }
  const { values, counts, fresh, unsure, error } = pairTexts({
    reference: profileOf(reference),
    current: columnOf({ a: 100, x2: 3, y: 4 }),
  })
  assert.deepEqual(values, ['a'])
  assert.deepEqual(counts, { reference: [500, 21], current: [100, 7] })
  assert.deepEqual(fresh, [])
  assert.equal(unsure, 7)
  assert.equal(error.shares, 0)
})

test('pairTexts: a value with more rows than a profile can hide is named, beside the most that it may have there', () => {
  const { values, counts, error } = pairTexts({
    reference: profileOf({ a: 500, x1: 5, x2: 9 }),
    current: columnOf({ a: 100, new: 60 }),
  })
  assert.deepEqual(values, ['a', 'new'])
  assert.deepEqual(counts, { reference: [500, 9, 5], current: [100, 60, 0] })
  assert.equal(error.shares, 14 / 514)
})

const rows = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), fc.integer({ min: 1, max: 60 }), {
  minKeys: 1,
})

test('pairTexts: no share of a named value, or of all others, is farther off than told, and no row is lost', () => {
  fc.assert(
    fc.property(rows, rows, fc.boolean(), fc.boolean(), (reference, current, hidesFirst, hidesSecond) => {
      const { values, counts, error } = pairTexts({
        reference: hidesFirst ? profileOf(reference) : columnOf(reference),
        current: hidesSecond ? profileOf(current) : columnOf(current),
      })
      for (const [truth, found] of [
        [reference, counts.reference],
        [current, counts.current],
      ] as const) {
        const all = Object.values(truth).reduce((sum, count) => sum + count, 0)
        const told = Array.from(found)
        assert.equal(
          told.reduce((sum, count) => sum + count, 0),
          all,
        )
        const true_ = values.map((value) => truth[value] ?? 0)
        const others = all - true_.reduce((sum, count) => sum + count, 0)
        for (const [k, count] of told.entries()) {
          assert.ok(Math.abs(count - (true_[k] ?? others)) / all <= error.shares + 1e-12)
        }
      }
    }),
  )
})
