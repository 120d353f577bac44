import assert from 'node:assert/strict'
import { test } from 'node:test'
import { layOut } from '../../../core/drift/policy/lay-out.ts'
import { permutationsFor } from '../../../core/drift/policy/permutations.ts'
import { settleWindow } from '../../../core/drift/policy/settle-window.ts'
import { measure, measured, numeric } from './made.ts'

const DAY = 86_400_000

test('permutationsFor: one column of many gets enough to be drift at once, the i-th an i-th of it, within bounds', () => {
  const few = permutationsFor(5)
  assert.deepEqual([few(), few()], [10_000, 10_000])
  const many = permutationsFor(60)
  assert.deepEqual([many(), many(), many()], [72_000, 36_000, 24_000])
  assert.equal(permutationsFor(100_000)(), 1_000_000)
})

/** Rows of 60 days, and of the week after them. */
function placed(days: number, from: number) {
  return {
    time: Float64Array.from({ length: days * 40 }, (_, row) => (from + Math.floor(row / 40)) * DAY),
    group: undefined,
  }
}

test('settleWindow: one column far off is drift at once among however many', () => {
  const layout = layOut(placed(60, 0), placed(7, 60))
  const column = (rows: number, shift: number, seed: number) =>
    numeric(Array.from({ length: rows }, (_, row) => shift + Math.sin(seed + 12.9898 * row) * 2))
  const stable = measure(column(2400, 0, 1), column(280, 0, 2), { layout })
  for (const count of [20, 60, 200, 600]) {
    const more = permutationsFor(count)
    const far = measure(column(2400, 0, 1), column(280, 20, 2), { layout, more })
    const features = [far, ...Array.from({ length: count - 1 }, (_, at) => ({ ...stable, name: `c${at}` }))]
    const settled = settleWindow(measured({ features }))
    assert.deepEqual([settled.verdict, settled.features[0]!.verdict], ['drift', 'drift'], `${count}`)
  }
})

test('settleWindow: where every column is far off, permutations are at most twice those of 10,000 each', () => {
  const more = permutationsFor(600)
  let drawn = 0
  for (let at = 0; at < 600; at++) drawn += more()
  assert.ok(drawn < 2 * 600 * 10_000, `${drawn}`)
})
