import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cramersV } from '../../../core/drift/statistics/cramers-v.ts'
import { close } from '../../close.ts'

const table = { reference: [200, 800], current: [400, 600] }

test('cramersV: .216026 of 200 / 800 against 400 / 600, with both corrections', () => {
  close(cramersV(table, { yates: true }), 0.216026, 5e-7)
})

test('cramersV: plain it is √(χ² / rows)', () => {
  close(cramersV(table, { unbiased: false }), Math.sqrt(95.23809523809524 / 2000), 1e-15)
})

test('cramersV: 1 where the category tells the sample, 0 where it tells nothing', () => {
  close(cramersV({ reference: [50, 0], current: [0, 70] }), 1, 1e-12)
  assert.equal(cramersV({ reference: [50, 50], current: [7, 7] }), 0)
  assert.equal(cramersV({ reference: [50], current: [7] }), 0)
})
