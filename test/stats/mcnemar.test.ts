import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accuracyDifference, mcnemar } from '../../core/stats/mcnemar.ts'
import { close, relativelyClose } from '../close.ts'

test('mcnemar: 86 against 150 (statsmodels 0.15 mcnemar; mid-p from SciPy 1.17 binom)', () => {
  const result = mcnemar(86, 150)
  close(result.chi2Corrected, 16.817797, 1e-7)
  relativelyClose(result.pChi2Corrected, 4.114562e-5, 1e-6)
  close(result.chi2, 17.355932, 1e-7)
  relativelyClose(result.pExact, 3.715936e-5, 1e-6)
  relativelyClose(result.pMid, 2.89339e-5, 1e-6)
})

test('mcnemar: the order of the two models does not matter', () => {
  assert.deepEqual(mcnemar(86, 150), mcnemar(150, 86))
})

test('mcnemar: equal counts and no counts show nothing', () => {
  assert.deepEqual(mcnemar(0, 0), { chi2: 0, pChi2: 1, chi2Corrected: 0, pChi2Corrected: 1, pExact: 1, pMid: 1 })
  const even = mcnemar(5, 5)
  close(even.pChi2, 1, 1e-15)
  close(even.pExact, 1, 1e-15)
  close(even.pMid, 1 - 252 / 1024, 1e-14)
})

test('mcnemar: five to nothing is 2 · 2⁻⁵', () => {
  close(mcnemar(0, 5).pExact, 0.0625, 1e-15)
  close(mcnemar(0, 5).pMid, 0.03125, 1e-15)
})

test('mcnemar: a million discordant rows keep their digits (SciPy 1.17 binomtest)', () => {
  relativelyClose(mcnemar(498_399, 501_601).pExact, 0.0013695035981563315, 1e-8)
})

test('accuracyDifference: 86 and 150 of 1600 is 0.04 with 0.021284 … 0.058716 (the formula in NumPy)', () => {
  const { difference, ci } = accuracyDifference({ onlyFirst: 150, onlySecond: 86, rows: 1600 })
  close(difference, 0.04, 1e-15)
  close(ci[0], 0.021284, 1e-6)
  close(ci[1], 0.058716, 1e-6)
})
