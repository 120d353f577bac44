import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { benjaminiHochberg } from '../../core/stats/benjamini-hochberg.ts'
import { holm } from '../../core/stats/holm.ts'
import { close } from '../close.ts'
import { REFERENCE } from '../drift/fixture.ts'

test('benjaminiHochberg: equals SciPy 1.17 false_discovery_control', () => {
  const { pValues, adjusted } = REFERENCE.benjaminiHochberg
  for (const [i, p] of benjaminiHochberg(pValues).entries()) close(p, adjusted[i]!, 1e-14)
})

test('benjaminiHochberg: keeps the order it was given, of nothing makes nothing', () => {
  assert.deepEqual(benjaminiHochberg([0.9, 0.02, 0.5]), [0.9, 0.06, 0.75])
  assert.deepEqual(benjaminiHochberg([]), [])
})

test('benjaminiHochberg: never below the p-value and never above Holm', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (pValues) => {
      const strict = holm(pValues)
      for (const [i, p] of benjaminiHochberg(pValues).entries()) {
        assert.ok(p >= pValues[i]! && p <= strict[i]! + 1e-15)
      }
    }),
  )
})
