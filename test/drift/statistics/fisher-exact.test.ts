import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fisherExact } from '../../../core/drift/statistics/fisher-exact.ts'
import { close, relativelyClose } from '../../close.ts'
import { REFERENCE } from '../fixture.ts'

test('fisherExact: equals SciPy 1.17 fisher_exact, from 5 rows to two million', () => {
  for (const { table, pValue } of REFERENCE.fisher) relativelyClose(fisherExact(table), pValue, 1e-9, String(table))
})

test("fisherExact: abbaab × 15 against bbabba × 15 is .034 (Evidently's test)", () => {
  close(
    fisherExact([
      [45, 45],
      [30, 60],
    ]),
    0.034,
    5e-4,
  )
})

test('fisherExact: turning the table changes nothing, and no p-value is above 1', () => {
  const rows = fc.nat({ max: 40 })
  fc.assert(
    fc.property(rows, rows, rows, rows, (a, b, c, d) => {
      const p = fisherExact([
        [a, b],
        [c, d],
      ])
      assert.ok(p > 0 && p <= 1)
      close(
        fisherExact([
          [c, d],
          [a, b],
        ]),
        p,
        1e-10,
      )
      close(
        fisherExact([
          [b, a],
          [d, c],
        ]),
        p,
        1e-10,
      )
      close(
        fisherExact([
          [a, c],
          [b, d],
        ]),
        p,
        1e-10,
      )
    }),
  )
})
