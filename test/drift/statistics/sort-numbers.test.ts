import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sortNumbers } from '../../../core/drift/statistics/sort-numbers.ts'
import { randomBits } from '../../../core/stats/random.ts'

const bits = randomBits(11)
/** Any 64 bits as a number, NaN left out. */
function anyNumber(): number {
  for (;;) {
    const value = new Float64Array(Int32Array.of(bits(), bits()).buffer)[0]!
    if (!Number.isNaN(value)) return value
  }
}

const KINDS: Readonly<Record<string, () => number>> = {
  'of any bits': anyNumber,
  'whole, of either sign': () => bits() % 100,
  'all alike': () => 3,
  'infinite and zero': () => [Infinity, -Infinity, 0, -0, 5e-324, -5e-324, Number.MAX_VALUE][(bits() >>> 0) % 7]!,
}

for (const [kind, draw] of Object.entries(KINDS)) {
  for (const rows of [100, 65_535, 65_536, 100_001]) {
    test(`sortNumbers: orders ${rows} numbers ${kind} as Float64Array.sort does`, () => {
      const values = Float64Array.from({ length: rows }, draw)
      const before = values.slice()
      assert.deepEqual(sortNumbers(values), values.slice().sort())
      assert.deepEqual(values, before)
    })
  }
}

test('sortNumbers: NaN comes to an end, whatever its sign', () => {
  for (const high of [0x7ff80000, 0xfff80000]) {
    const values = new Float64Array(70_000)
    new Uint32Array(values.buffer)[77] = high
    const sorted = sortNumbers(values)
    assert.ok(Number.isNaN(sorted[0]) || Number.isNaN(sorted.at(-1)))
  }
})
