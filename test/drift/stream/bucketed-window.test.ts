import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addValue, dropOldest, emptyWindow } from '../../../core/drift/stream/bucketed-window.ts'
import { close } from '../../close.ts'

const values = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 300 })

test('addValue, dropOldest: width, sum and squares are those of the values that are left', () => {
  fc.assert(
    fc.property(values, fc.nat({ max: 8 }), (list, drops) => {
      const window = emptyWindow()
      for (const value of list) addValue(window, value, 4)
      for (let drop = 0; drop < drops && window.rows.length > 1; drop++) dropOldest(window)
      const left = list.slice(-window.width)
      const mean = left.reduce((sum, value) => sum + value, 0) / left.length
      close(window.sum, mean * left.length, 1e-9)
      close(
        window.squares,
        left.reduce((sum, value) => sum + (value - mean) ** 2, 0),
        1e-6,
      )
      assert.ok(window.rows.every(({ sums }) => sums.length <= 4))
    }),
  )
})
