import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Table } from '../../../core/data/table.ts'
import { domainClassifier } from '../../../core/drift/multivariate/domain-classifier.ts'
import { drawInMix } from '../../../core/drift/multivariate/draw-in-mix.ts'
import { normalQuantile } from '../../../core/stats/normal.ts'
import { randomBits } from '../../../core/stats/random.ts'
import { numbers } from '../../training/columns.ts'

const counts = (slots: Int32Array, rows: Uint32Array) => {
  const found = new Map<number, number>()
  for (const row of rows) found.set(slots[row]!, (found.get(slots[row]!) ?? 0) + 1)
  return found
}

test('drawInMix: a week’s mix is drawn from a reference of another', () => {
  // Of the reference a tenth, of the window a half is in slot 1.
  const reference = Int32Array.from({ length: 10_000 }, (_, row) => (row % 10 === 0 ? 1 : 0))
  const current = Int32Array.from({ length: 400 }, (_, row) => row % 2)
  const drawn = drawInMix({ reference, current }, 20_000, randomBits(7))!
  assert.equal(drawn.current.length, 400)
  const [low, high] = [counts(reference, drawn.reference).get(0)!, counts(reference, drawn.reference).get(1)!]
  assert.equal(high, 1000)
  // A twentieth may be lacking.
  assert.ok(low >= 1000 && low <= 1120, `${low}`)
})

test('drawInMix: what the reference does not know is left out, and a window that it hardly knows is not drawn', () => {
  const reference = new Int32Array(100)
  const half = Int32Array.from({ length: 10 }, (_, row) => (row < 5 ? 0 : 3))
  assert.deepEqual([...drawInMix({ reference, current: half }, 50, randomBits(1))!.current], [0, 1, 2, 3, 4])
  const less = Int32Array.from({ length: 10 }, (_, row) => (row < 4 ? 0 : row < 7 ? -1 : 3))
  assert.equal(drawInMix({ reference, current: less }, 50, randomBits(1)), undefined)
})

test('drawInMix: one row of a slot does not bound the others', () => {
  const current = Int32Array.from({ length: 600 }, (_, row) => row % 6)
  for (const saturdays of [0, 1, 50]) {
    const reference = Int32Array.from({ length: 10_000 + saturdays }, (_, row) => (row < 10_000 ? row % 5 : 5))
    const drawn = drawInMix({ reference, current }, 20_000, randomBits(7))!
    assert.ok(drawn.reference.length >= 9_900, `${saturdays}: ${drawn.reference.length}`)
    assert.equal(drawn.current.length, 500)
  }
  // Where they are as many as the others none is left out.
  const even = Int32Array.from({ length: 6_000 }, (_, row) => row % 6)
  assert.equal(drawInMix({ reference: even, current }, 20_000, randomBits(7))!.current.length, 600)
})

test('drawInMix: rows are drawn once, in their order, of slots that both know, and nearly in the mix', () => {
  const slots = fc
    .array(fc.integer({ min: -1, max: 4 }), { minLength: 1, maxLength: 300 })
    .map((list) => Int32Array.from(list))
  fc.assert(
    fc.property(slots, slots, fc.integer({ min: 1, max: 400 }), fc.nat(), (reference, current, most, seed) => {
      const drawn = drawInMix({ reference, current }, most, randomBits(seed))
      if (drawn === undefined) return
      for (const side of ['reference', 'current'] as const) {
        const rows = [...drawn[side]]
        assert.ok(rows.every((row, at) => at === 0 || row > rows[at - 1]!))
        assert.ok(rows.length <= most + 3)
      }
      const [left, right] = [counts(reference, drawn.reference), counts(current, drawn.current)]
      for (const slot of left.keys()) assert.ok(slot >= 0 && right.has(slot))
      const n = drawn.reference.length
      const apart = [...right].reduce((sum, [slot, rows]) => {
        return sum + Math.abs((left.get(slot) ?? 0) / n - rows / drawn.current.length) / 2
      }, 0)
      // A twentieth, and half a row a slot by rounding.
      assert.ok(n === 0 || apart <= 0.053 + 3 / n, `${apart} of ${n}`)
    }),
  )
})

/** Four rows an hour: nights are low. */
function hourly(days: readonly number[], seed: number, hours = 24): { table: Table; slots: Int32Array } {
  const bits = randomBits(seed)
  const z = () => normalQuantile(((bits() >>> 0) + 0.5) / 2 ** 32)
  const slots = Int32Array.from(
    days.flatMap((day) => Array.from({ length: 4 * hours }, (_, at) => (day % 7) * 24 + Math.floor(at / 4))),
  )
  const wave = slots.map((slot) => (slot % 24 < 8 ? -2 : 2))
  const columns = new Map([
    ['x', numbers(Float64Array.from(wave, (mean) => mean + z()))],
    ['y', numbers(Float64Array.from(slots, z))],
  ])
  return { table: { rows: slots.length, columns }, slots }
}
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at)

test('domainClassifier: a window of nights is told apart from whole days by the hour alone, and not from their nights', () => {
  const reference = hourly(range(0, 56), 1)
  const nights = hourly(range(56, 84), 2, 8)
  const how = { reference: reference.table, current: nights.table, features: ['x', 'y'], seed: 3 }
  const asIs = domainClassifier(how)
  assert.deepEqual([asIs.verdict, asIs.seasonal], ['drift', false])
  const inMix = domainClassifier({ ...how, slots: { reference: reference.slots, current: nights.slots } })
  assert.deepEqual([inMix.verdict, inMix.seasonal], ['stable', true])
  assert.ok(inMix.rows.reference > 500, JSON.stringify(inMix.rows))
})
