import assert from 'node:assert/strict'
import { test } from 'node:test'
import { floorsOf } from '../../../core/drift/policy/floors-of.ts'
import { summary } from './made.ts'
import { near } from './near.ts'

const windows = (effects: readonly number[], over: readonly string[] = []) =>
  effects.map((distance, at) => summary(at, over, { effects: { distance } }))
/** Median 0.1, MAD 0.02. */
const VARIED = [
  0.06, 0.08, 0.1, 0.12, 0.14, 0.06, 0.08, 0.1, 0.12, 0.14, 0.06, 0.08, 0.1, 0.12, 0.14, 0.06, 0.08, 0.1, 0.12, 0.14,
]

test('floorsOf: 20 earlier windows raise a floor to their median and three deviations', () => {
  const { calibrated, floorOf } = floorsOf(windows(VARIED), 1000)
  assert.equal(calibrated, true)
  near(floorOf('distance'), 0.1 + 3 * 1.4826 * 0.02)
  assert.equal(floorOf('unknown'), 0.1)
  assert.equal(floorsOf(windows(VARIED.slice(1)), 1000).floorOf('distance'), 0.1)
})

test('floorsOf: columns that hardly vary keep the floor, those that vary much are watched from three times it', () => {
  assert.equal(floorsOf(windows(VARIED.map((effect) => effect / 10)), 1000).floorOf('distance'), 0.1)
  near(floorsOf(windows(VARIED.map((effect) => effect * 5)), 1000).floorOf('distance'), 0.3)
})

test('floorsOf: windows in which the column was over its floor do not make that natural', () => {
  const drift = windows(
    VARIED.map(() => 0.5),
    ['feature/distance'],
  )
  assert.equal(floorsOf(drift, 1000).floorOf('distance'), 0.1)
  near(floorsOf([...drift, ...windows(VARIED)], 1000).floorOf('distance'), 0.1 + 3 * 1.4826 * 0.02)
})

for (const name of ['constructor', 'toString', '__proto__'])
  test(`floorsOf: a column may be called ${name}, in windows that have it and in those that lack it`, () => {
    assert.equal(floorsOf(windows(VARIED), 1000).floorOf(name), 0.1)
    const named = VARIED.map((effect, at) => summary(at, [], { effects: Object.fromEntries([[name, effect]]) }))
    near(floorsOf([...named, ...windows(VARIED)], 1000).floorOf(name), 0.1 + 3 * 1.4826 * 0.02)
  })
