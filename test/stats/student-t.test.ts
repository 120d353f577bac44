import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { normalCdf, normalQuantile } from '../../core/stats/normal.ts'
import { studentTCdf, studentTQuantile } from '../../core/stats/student-t.ts'
import { close, relativelyClose } from '../close.ts'
import { REFERENCE } from './fixture.ts'

test("studentTCdf: equals SciPy's t.cdf to 1e-12 relative, whole and fractional degrees of freedom", () => {
  for (const [d, df] of REFERENCE.df.entries()) {
    for (const [i, t] of REFERENCE.z.entries()) {
      relativelyClose(studentTCdf(t, df), REFERENCE.tCdf[d]![i]!, 1e-12, `t ${t}, df ${df}`)
    }
  }
})

test("studentTQuantile: equals SciPy's t.ppf to 1e-13 relative", () => {
  for (const [d, df] of REFERENCE.df.entries()) {
    for (const [i, p] of REFERENCE.p.entries()) {
      relativelyClose(studentTQuantile(p, df), REFERENCE.tQuantile[d]![i]!, 1e-13, `p ${p}, df ${df}`)
    }
  }
})

test('studentT: one degree of freedom is the Cauchy distribution', () => {
  relativelyClose(studentTCdf(-1e-8, 1), 0.5 - 1e-8 / Math.PI, 1e-15)
  relativelyClose(studentTQuantile(0.75, 1), 1, 1e-14)
})

test('studentT: approaches the normal, and is it at infinity', () => {
  close(studentTCdf(-2, 1e7), normalCdf(-2), 1e-7)
  close(studentTQuantile(0.975, 1e7), normalQuantile(0.975), 1e-6)
  assert.equal(studentTCdf(-2, Infinity), normalCdf(-2))
  assert.equal(studentTQuantile(0.975, Infinity), normalQuantile(0.975))
})

test('studentT: quantile and distribution function undo each other', () => {
  const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true })
  fc.assert(
    fc.property(probability, fc.double({ min: 1, max: 500, noNaN: true }), (p, df) =>
      relativelyClose(studentTCdf(studentTQuantile(p, df), df), p, 1e-11),
    ),
  )
})

test('studentT: refuses degrees of freedom that are not above 0', () => {
  assert.throws(() => studentTCdf(1, 0), RangeError)
  assert.throws(() => studentTQuantile(0.9, Number.NaN), RangeError)
})
