import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cellOf } from '../../../core/data/profile/cell.ts'
import { fromOrderedBits, orderedBits } from '../../../core/data/profile/ordered-bits.ts'

const number = fc
  .oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: -1000, max: 1000 }),
    fc.constantFrom(0, Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, -Number.MIN_VALUE),
  )
  .map((value) => value + 0)
/** Numbers of which few of the 64 bits differ. */
const near = fc
  .tuple(number, fc.bigInt(0n, 1n << 33n))
  .map(([a, apart]) => [a, fromOrderedBits(orderedBits(a) ^ apart)])

test('cellOf: is what halving all 64-bit numbers in their order gives', () => {
  fc.assert(
    fc.property(fc.oneof(fc.tuple(number, number), near), ([a, b]) => {
      const [x, y] = [orderedBits(a!), orderedBits(b!)]
      const size = 1n << BigInt((x ^ y).toString(2).length)
      const from = x & -size
      const wanted =
        a === b
          ? { lo: a, hi: a, middle: a }
          : {
              lo: fromOrderedBits(from),
              hi: fromOrderedBits(from + size - 1n),
              middle: fromOrderedBits(from + size / 2n),
            }
      assert.deepEqual(cellOf(a!, b!), wanted)
    }),
    { numRuns: 2000 },
  )
})
