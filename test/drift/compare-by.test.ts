import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareBy, type Pair } from '../../core/drift/compare-by.ts'
import { DRIFT_METHODS, type DriftMethod } from '../../core/drift/methods.ts'
import { close } from '../close.ts'
import { C, pooled, R, REFERENCE, SAMPLES } from './fixture.ts'

const R_AND_C: Pair = { kind: 'categorical', counts: { reference: R, current: C } }

test('compareBy: the methods for numbers have SciPy’s statistics and p-values (1.17)', () => {
  for (const { cramerVonMises, deviation, energy, ks, mannWhitney, name, pooled, tTest, wasserstein } of SAMPLES) {
    const found = (method: DriftMethod) => compareBy(method, { kind: 'numeric', pooled })
    close(found('ks').statistic!, ks[0], 1e-9, name)
    close(found('ks').p_value!, ks[1], 1e-9, name)
    close(found('energy').statistic!, energy, 1e-9, name)
    close(found('mann_whitney').p_value!, mannWhitney[1], 1e-9, name)
    close(found('cramer_von_mises').p_value!, cramerVonMises[1], 1e-6, name)
    if (Number.isFinite(tTest[0])) close(found('t_test').p_value!, tTest[1], 1e-6, name)
    if (deviation > 0) close(found('wasserstein').statistic!, wasserstein / deviation, 1e-7, name)
  }
})

test('compareBy: the methods for categories have SciPy’s statistics and p-values (1.17)', () => {
  for (const { chiSquare, gTest, jensenShannon, ...counts } of REFERENCE.counts) {
    const found = (method: DriftMethod) => compareBy(method, { kind: 'categorical', counts })
    close(found('chi_square').statistic!, chiSquare[0])
    close(found('chi_square').p_value!, chiSquare[1])
    close(found('g_test').p_value!, gTest[1])
    close(found('js').statistic!, jensenShannon[0])
  }
  close(compareBy('hellinger', R_AND_C).statistic!, 0.06812, 1e-5)
})

test('compareBy: shares of numbers are those between the deciles of the reference', () => {
  const reference = Array.from({ length: 100 }, (_, k) => k)
  const current = Array.from({ length: 50 }, (_, k) => k)
  // Ten bins of a tenth each; the window has a fifth of its rows in each of the lower five.
  const pair: Pair = { kind: 'numeric', pooled: pooled(reference, current) }
  close(compareBy('tvd', pair).statistic!, 0.5)
  close(compareBy('l_infinity', pair).statistic!, 0.1)
  close(compareBy('hellinger', pair).statistic!, Math.sqrt(1 - 5 * Math.sqrt(0.02)))
  // 20 rows each in the lower five, of which 13⅓ are to be expected of the reference, and 10 in the upper ones.
  close(compareBy('chi_square', pair).statistic!, 5 * 2.5 + 5 * 5)
})

test('compareBy: an empty bin makes neither PSI nor KL infinite', () => {
  const pair: Pair = { kind: 'categorical', counts: { reference: [10, 0], current: [0, 10] } }
  // Shares 21/22 and 1/22: half a row more in each.
  close(compareBy('psi', pair).statistic!, 2 * (20 / 22) * Math.log(21))
  close(compareBy('kl', pair).statistic!, (20 / 22) * Math.log(21))
})

test('compareBy: every method has an answer to numbers, two-valued ones for fisher and z', () => {
  const pair: Pair = { kind: 'numeric', pooled: pooled([0, 0, 1, 0, 1, 0], [1, 1, 0, 1, 1, 0]) }
  for (const method of DRIFT_METHODS) assert.notEqual(compareBy(method, pair).statistic, null, method)
  // SciPy 1.17 fisher_exact([[2, 4], [4, 2]]): 0.25 and 0.567
  const { statistic, p_value } = compareBy('fisher', pair)
  close(statistic!, 0.25)
  close(p_value!, 0.5670995671, 1e-9)
})

test('compareBy: a method for numbers says which methods fit a column of categories', () => {
  assert.deepEqual(compareBy('ks', R_AND_C), {
    method: 'ks',
    statistic: null,
    reason:
      'ks compares numbers, and this is a column of categories: psi, js, hellinger, tvd, chi_square, kl, g_test, fisher, l_infinity, z fit',
  })
})

test('compareBy: fisher and z say of how many categories a column is, an empty one not counted', () => {
  assert.equal(compareBy('fisher', R_AND_C).reason, 'fisher compares two categories, and this column has 6')
  const counts = { reference: [3, 0, 5], current: [4, 0, 1] }
  assert.equal(compareBy('z', { kind: 'categorical', counts }).reason, undefined)
})

test('compareBy: a test says how many rows it needs', () => {
  const pair: Pair = { kind: 'numeric', pooled: pooled([1, 2, 3, 4, 5], [1, 2, 3, 4]) }
  assert.equal(compareBy('epps_singleton', pair).reason, 'epps_singleton compares 5 rows or more of each, not 4')
})

test('compareBy: an infinite statistic is null, since JSON has none', () => {
  const pair: Pair = { kind: 'numeric', pooled: pooled([1, 1], [2, 2]) }
  assert.deepEqual(compareBy('wasserstein', pair), { method: 'wasserstein', statistic: null })
})
