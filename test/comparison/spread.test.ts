import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addSpreads } from '../../core/comparison/spread.ts'
import { close } from '../close.ts'

test('addSpreads: Welch’s degrees of freedom for two means', () => {
  // SciPy 1.17 ttest_ind([1, 2, 3, 4], [2, 8, 5, 7, 1], equal_var=False).df
  const { df, variance } = addSpreads({ variance: 5 / 3 / 4, df: 3 }, { variance: 9.3 / 5, df: 4 })
  close(variance, 0.41666666666666663 + 1.86, 1e-12)
  close(df, 5.617010772713408, 1e-12)
})

test('addSpreads: parts without variance or with the normal leave the degrees of freedom', () => {
  assert.deepEqual(addSpreads({ variance: 2, df: 9 }, { variance: 0, df: 1 }), { variance: 2, df: 9 })
  assert.deepEqual(addSpreads({ variance: 1, df: Infinity }, { variance: 1, df: Infinity }), {
    variance: 2,
    df: Infinity,
  })
  assert.deepEqual(addSpreads({ variance: 0, df: 3 }), { variance: 0, df: Infinity })
})
