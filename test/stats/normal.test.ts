import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normalCdf, normalQuantile } from '../../core/stats/normal.ts'
import { relativelyClose } from '../close.ts'
import { REFERENCE } from './fixture.ts'

test("normalCdf: equals SciPy's norm.cdf to 1e-14 relative", () => {
  for (const [i, z] of REFERENCE.z.entries()) relativelyClose(normalCdf(z), REFERENCE.normalCdf[i]!, 1e-14, `at ${z}`)
})

test('normalCdf: keeps its digits where SciPy loses some, at −37 (mpmath 1.3, 40 digits)', () => {
  relativelyClose(normalCdf(-37), 5.725571222524577e-300, 1e-14)
})

test("normalQuantile: equals SciPy's norm.ppf to 1e-14 relative", () => {
  for (const [i, p] of REFERENCE.p.entries()) {
    relativelyClose(normalQuantile(p), REFERENCE.normalQuantile[i]!, 1e-14, `at ${p}`)
  }
})

test('normal: the ends, and what is not a number', () => {
  assert.equal(normalCdf(-Infinity), 0)
  assert.equal(normalCdf(Infinity), 1)
  assert.equal(normalQuantile(0), -Infinity)
  assert.equal(normalQuantile(1), Infinity)
  assert.ok(Number.isNaN(normalCdf(Number.NaN)))
  assert.ok(Number.isNaN(normalQuantile(1.5)))
})
