import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sharedCodes } from '../../core/comparison/shared-codes.ts'
import { numbers, texts } from '../columns.ts'

test('sharedCodes: a value has one code in both columns, missing values −1', () => {
  const { a, b, count } = sharedCodes(texts(['x', undefined, 'y']), texts(['y', 'z', undefined]))
  assert.deepEqual([a, b, count], [Int32Array.of(0, -1, 1), Int32Array.of(1, 2, -1), 3])
})

test('sharedCodes: 0 and −0 are one number', () => {
  assert.deepEqual(sharedCodes(numbers([0]), numbers([-0])).b, Int32Array.of(0))
})

test('sharedCodes: codes are equal just where values are', () => {
  const column = fc.array(fc.option(fc.integer({ min: -20, max: 20 }), { nil: undefined }), { maxLength: 60 })
  fc.assert(
    fc.property(column, column, fc.boolean(), fc.boolean(), (a, b, aAsText, bAsText) => {
      const of = (values: (number | undefined)[], asText: boolean) =>
        asText ? texts(values.map((value) => (value === undefined ? undefined : String(value)))) : numbers(values)
      const codes = sharedCodes(of(a, aAsText), of(b, bAsText))
      a.forEach((one, i) => {
        assert.equal(codes.a[i] === -1, one === undefined)
        b.forEach((other, j) => {
          if (one !== undefined) assert.equal(codes.a[i] === codes.b[j], one === other)
        })
      })
    }),
  )
})
