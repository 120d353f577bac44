import { test } from 'node:test'
import fc from 'fast-check'
import { symmetricEigen } from '../../core/stats/symmetric-eigen.ts'
import { close } from '../close.ts'

test('symmetricEigen: the matrix is the sum of its values times their vectors', () => {
  const cells = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 10, maxLength: 10 })
  fc.assert(
    fc.property(cells, (list) => {
      const at = (i: number, j: number) => list[(Math.max(i, j) * (Math.max(i, j) + 1)) / 2 + Math.min(i, j)]!
      const pairs = symmetricEigen([0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => at(i, j))))
      for (let i = 0; i < 4; i++) {
        for (let j = 0; j < 4; j++) {
          const sum = pairs.reduce((total, { value, vector }) => total + value * vector[i]! * vector[j]!, 0)
          close(sum, at(i, j), 1e-12)
        }
      }
    }),
  )
})
