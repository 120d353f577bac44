import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { countedDistinct, mergeDistinct, registersOf, sketchedDistinct } from '../../../core/data/profile/distinct.ts'
import { hashNumber, hashText } from '../../../core/data/profile/hash.ts'
import {
  estimate,
  foldTo,
  isSketch,
  join,
  sketchNumbers,
  sketchTexts,
  standardErrorOf,
} from '../../../core/data/profile/registers.ts'

test('the hash of a number and of a text never changes', () => {
  const hash = new Uint32Array(2)
  const hashes = [1, 0, -1.5, 2 ** 53, Number.MIN_VALUE].map((value) => {
    hashNumber(value, hash)
    return [...hash]
  })
  assert.deepEqual(hashes, [
    [1119242563, 3758773094],
    [107217144, 2065820860],
    [2355880008, 3149119341],
    [266692973, 4014343169],
    [3019464405, 370755488],
  ])
  assert.deepEqual(hashText(''), { index: 0xd41d8cd9, rest: 0x8f00b204 })
  assert.deepEqual(hashText('naïve'), { index: 0x63899c6b, rest: 0x55584197 })
})

/** Bias and root mean square of the relative errors over sketches of different numbers. */
function errors(size: number, count: number, sketches: number) {
  const off = Array.from({ length: sketches }, (_, seed) => {
    const values = Float64Array.from({ length: count }, (_, at) => (seed * count + at) / 8)
    return estimate(foldTo(sketchNumbers(values), size)) / count - 1
  })
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length
  return { bias: mean(off), rms: Math.sqrt(mean(off.map((one) => one * one))) }
}

for (const [size, count, sketches] of [
  [64, 640, 400],
  [256, 4000, 300],
  [2048, 500, 200],
  [2048, 20_480, 200],
  [2048, 100_000, 60],
] as const) {
  test(`${sketches} estimates of ${count} values in ${size} registers have the stated standard error`, () => {
    const { bias, rms } = errors(size, count, sketches)
    const stated = standardErrorOf(size)
    assert.ok(Math.abs(bias) < (4 * stated) / Math.sqrt(sketches), `bias ${bias}`)
    assert.ok(rms < 1.25 * stated, `${rms} beside ${stated}`)
  })
}

test('a sketch of text has the stated standard error', () => {
  const off = Array.from({ length: 60 }, (_, seed) => {
    const texts = Array.from({ length: 3000 }, (_, at) => `customer ${seed * 3000 + at}`)
    return estimate(sketchTexts(texts)) / 3000 - 1
  })
  const rms = Math.sqrt(off.reduce((sum, one) => sum + one * one, 0) / off.length)
  assert.ok(rms < 1.25 * standardErrorOf(2048), String(rms))
})

test('joined sketches are the sketch of all values, in any order, and folded ones the sketch in fewer registers', () => {
  const numbers = fc.array(fc.double({ noNaN: true }), { maxLength: 300 })
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      const all = sketchNumbers([...a, ...b])
      assert.deepEqual(join(sketchNumbers(a), sketchNumbers(b)), all)
      assert.deepEqual(join(sketchNumbers(b), sketchNumbers(a)), all)
      assert.deepEqual(join(foldTo(sketchNumbers(a), 64), sketchNumbers(b)), foldTo(all, 64))
      assert.deepEqual(foldTo(foldTo(all, 256), 64), foldTo(all, 64))
    }),
  )
  assert.equal(estimate(sketchNumbers([])), 0)
})

test('registers are kept only where each stands for ten different values or more', () => {
  const count = (values: number) =>
    registersOf(countedDistinct(values, sketchNumbers(Array.from({ length: values }, (_, at) => at))))?.length
  assert.deepEqual([100, 639, 640, 1279, 1280, 20_479, 20_480, 1e5].map(count), [
    undefined,
    undefined,
    64,
    64,
    128,
    1024,
    2048,
    2048,
  ])
  assert.ok(isSketch(64) && !isSketch(32) && !isSketch(100) && !isSketch(4096))
})

test('the number of different values of parts is between the most of one and the sum, and by sketches where they are', () => {
  const counted = (estimate: number) => ({ distinct: countedDistinct(estimate), registers: undefined })
  assert.deepEqual(mergeDistinct([counted(10), counted(30)]), { estimate: 35, error: 5 / 35, by: 'bounds' })
  assert.deepEqual(mergeDistinct([counted(0), counted(0)]), { estimate: 0, error: 0, by: 'bounds' })
  const sketched = (from: number, to: number) => {
    const registers = sketchNumbers(Array.from({ length: to - from }, (_, at) => from + at))
    return { distinct: sketchedDistinct(registers, { least: 0, most: to - from }), registers }
  }
  const merged = mergeDistinct([sketched(0, 50_000), sketched(25_000, 75_000)])
  assert.equal(merged.by, 'sketch')
  assert.ok(Math.abs(merged.estimate / 75_000 - 1) < 4 * merged.error, String(merged.estimate))
})
