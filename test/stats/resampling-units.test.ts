import assert from 'node:assert/strict'
import { test } from 'node:test'
import { resamplingUnits } from '../../core/stats/resampling-units.ts'
import { varianceOf } from '../../core/stats/variance.ts'

test('resamplingUnits: few rows are units of their own, few groups are the units', () => {
  assert.deepEqual(resamplingUnits(3, undefined, 7), { codes: Uint32Array.of(0, 1, 2), count: 3 })
  const groups = { codes: Uint32Array.of(1, 0, 1), count: 2 }
  assert.equal(resamplingUnits(3, groups, 7), groups)
})

test('resamplingUnits: 2,000 units give the variance of 50,000 independent rows within their own noise', () => {
  const influence = Float64Array.from({ length: 50_000 }, (_, i) => Math.sin(i * 12.9898) * 0.01)
  const mean = influence.reduce((sum, value) => sum + value, 0) / influence.length
  const centred = influence.map((value) => value - mean)
  const units = resamplingUnits(influence.length, undefined, 11)
  assert.equal(units.count, 2000)
  const ratio = varianceOf(centred, { groups: units }).variance / varianceOf(centred).variance
  assert.ok(Math.abs(ratio - 1) < 0.12, `${ratio}`)
})

test('resamplingUnits: rows of a group stay together', () => {
  const groups = { codes: Uint32Array.from({ length: 9000 }, (_, row) => row % 3000), count: 3000 }
  const { codes } = resamplingUnits(9000, groups, 5)
  for (let row = 0; row < 3000; row++) assert.equal(codes[row], codes[row + 6000])
})
