import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evidentlyBins, evidentlyHellingerBins } from '../../../core/drift/compat/evidently-bins.ts'
import { evidentlyMethod } from '../../../core/drift/compat/evidently-method.ts'
import { evidentlyShares } from '../../../core/drift/compat/evidently-shares.ts'
import { hellinger } from '../../../core/drift/statistics/hellinger.ts'
import { jensenShannon } from '../../../core/drift/statistics/jensen-shannon.ts'
import { kullbackLeibler } from '../../../core/drift/statistics/kullback-leibler.ts'
import { psi } from '../../../core/drift/statistics/psi.ts'
import { sharesOf } from '../../../core/drift/statistics/shares.ts'
import { close } from '../../close.ts'
import { pooled } from '../fixture.ts'

const thousand = Array.from({ length: 1000 }, (_, i) => i / 1000)
const shifted = pooled(
  thousand,
  thousand.map((x) => 0.9 * x + 0.1),
)

test('Evidently: PSI, KL, Jensen–Shannon and Hellinger of i / 1000 against 0.9 i / 1000 + 0.1 (0.7)', () => {
  const bins = evidentlyBins(shifted)
  const [p, q] = [evidentlyShares(bins.reference), evidentlyShares(bins.current)]
  close(psi(p, q), 0.5758779988, 1e-10)
  close(kullbackLeibler(sharesOf(p), sharesOf(q)), 0.4870998162, 1e-10)
  close(jensenShannon(sharesOf(bins.reference), sharesOf(bins.current), { base: Math.E }), 0.1745843944, 1e-10)
  const own = evidentlyHellingerBins(shifted)
  close(hellinger(sharesOf(own.reference), sharesOf(own.current)), 0.2082495216, 1e-10)
})

test('evidentlyBins: a reference of 20 different values has a category each, of 21 bins', () => {
  const list = (size: number) => Array.from({ length: size }, (_, i) => i)
  assert.equal(evidentlyBins(pooled(list(20), [100])).reference.length, 21)
  assert.equal(evidentlyBins(pooled(list(21), [100])).reference.length, Math.ceil(Math.log2(22) + 1))
})

test('evidentlyShares: an empty bin gets 0.0001, or a millionth of a smaller share', () => {
  assert.deepEqual([...evidentlyShares([1, 1, 0])], [0.5, 0.5, 0.0001])
  const shares = evidentlyShares([1, 9999, 0])
  close(shares[2]!, 1e-10, 1e-20)
  close(evidentlyShares([2, 9998, 0])[2]!, 0.0001, 1e-20)
})

test('evidentlyMethod: the test by size, kind and different values', () => {
  const method = (numeric: boolean, rows: number, different: number) => evidentlyMethod({ numeric, rows, different })
  assert.equal(method(true, 1000, 6), 'ks')
  assert.equal(method(true, 1000, 5), 'chi_square')
  assert.equal(method(true, 1000, 2), 'z')
  assert.equal(method(false, 1000, 3), 'chi_square')
  assert.equal(method(false, 1000, 2), 'z')
  assert.equal(method(true, 1001, 6), 'wasserstein')
  assert.equal(method(true, 1001, 5), 'js')
  assert.equal(method(false, 1001, 900), 'js')
})
