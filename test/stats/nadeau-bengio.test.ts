import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nadeauBengio } from '../../core/stats/nadeau-bengio.ts'
import { close } from '../close.ts'
import { REFERENCE } from './fixture.ts'

test('nadeauBengio: scikit-learn’s example on comparing models has t 0.75031, one-sided p 0.22742', () => {
  const { t, df, pGreater, pTwoSided } = nadeauBengio(REFERENCE.splitDifferences, 1 / 9)
  close(t, 0.75031, 1e-5)
  close(pGreater, 0.22742, 1e-5)
  close(pTwoSided, 2 * pGreater, 1e-12)
  assert.equal(df, 99)
})

test('nadeauBengio: without the correction the same example looks significant, t 2.61116, p 0.00521', () => {
  const { t, pGreater } = nadeauBengio(REFERENCE.splitDifferences, 0)
  close(t, 2.61116, 1e-5)
  close(pGreater, 0.00521, 1e-5)
})

test('nadeauBengio: refuses one split, and splits that all agree', () => {
  assert.throws(() => nadeauBengio([0.1], 1 / 9), RangeError)
  assert.throws(() => nadeauBengio([0.1, 0.1], 1 / 9), RangeError)
})
