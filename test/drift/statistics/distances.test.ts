import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hellinger } from '../../../core/drift/statistics/hellinger.ts'
import { jensenShannon, jensenShannonDivergence } from '../../../core/drift/statistics/jensen-shannon.ts'
import { kullbackLeibler } from '../../../core/drift/statistics/kullback-leibler.ts'
import { lInfinity } from '../../../core/drift/statistics/l-infinity.ts'
import { psi } from '../../../core/drift/statistics/psi.ts'
import { sharesOf } from '../../../core/drift/statistics/shares.ts'
import { totalVariation } from '../../../core/drift/statistics/total-variation.ts'
import { close } from '../../close.ts'
import { C, R, REFERENCE } from '../fixture.ts'
import { counts } from '../samples.ts'

const [p, q] = [sharesOf(R), sharesOf(C)]

test("distances: R against C as in Evidently's tests (0.7)", () => {
  close(hellinger(p, q), 0.06812, 1e-5)
  close(psi(p, q), 0.0372183816, 1e-10)
  close(jensenShannon(p, q, { base: Math.E }), 0.0680481962, 1e-10)
  close(kullbackLeibler(p, q), 0.018909677, 1e-10)
})

test('jensenShannon, kullbackLeibler: equal SciPy 1.17 jensenshannon and entropy', () => {
  for (const { reference, current, jensenShannon: expected, entropy } of REFERENCE.counts) {
    const [r, c] = [sharesOf(reference), sharesOf(current)]
    close(jensenShannon(r, c), expected[0], 1e-12)
    close(jensenShannon(r, c, { base: Math.E }), expected[1], 1e-12)
    close(kullbackLeibler(r, c), entropy, 1e-12)
  }
})

test("psi: .007406694184014186 of two times ten bins (Deequ's test)", () => {
  const expected = [428, 425, 414, 427, 440, 447, 380, 386, 444, 386]
  const actual = [426, 437, 429, 391, 469, 433, 360, 443, 371, 418]
  close(psi(sharesOf(expected), sharesOf(actual)), 0.007406694184014186, 1e-14)
})

test("lInfinity: .06015037593984962 of two times five categories (Deequ's test)", () => {
  close(lInfinity(sharesOf([10, 20, 25, 10, 5]), sharesOf([11, 20, 25, 10, 10])), 0.06015037593984962, 1e-15)
})

test('distances: a bin that only one has makes PSI infinite, and KL if it is the reference', () => {
  const [full, half] = [sharesOf([1, 1]), sharesOf([1, 0])]
  assert.deepEqual([psi(full, half), kullbackLeibler(full, half)], [Infinity, Infinity])
  close(kullbackLeibler(half, full), Math.LN2, 1e-15)
  assert.ok(Number.isFinite(psi(sharesOf([3, 1], { added: 0.5 }), sharesOf([4, 0], { added: 0.5 }))))
})

test('distances: bins that nobody has change nothing', () => {
  const wide = (list: number[]) => sharesOf([0, ...list, 0])
  for (const distance of [psi, kullbackLeibler, hellinger, jensenShannon, totalVariation, lInfinity]) {
    close(distance(wide(R), wide(C)), distance(p, q), 1e-15)
  }
})

test('distances: 0 for the same shares; but for KL symmetric; in their ranges and orders', () => {
  fc.assert(
    fc.property(counts, ({ reference, current }) => {
      const [r, c] = [sharesOf(reference), sharesOf(current)]
      for (const distance of [psi, kullbackLeibler, hellinger, jensenShannon, totalVariation, lInfinity]) {
        assert.equal(distance(r, r), 0)
        assert.ok(distance(r, c) >= -1e-15)
      }
      for (const distance of [psi, hellinger, jensenShannon, totalVariation, lInfinity]) {
        const [there, back] = [distance(r, c), distance(c, r)]
        assert.ok(there === back || Math.abs(there - back) < 1e-12)
      }
      const [h, tv, js] = [hellinger(r, c), totalVariation(r, c), jensenShannonDivergence(r, c)]
      assert.ok(h <= 1 + 1e-12 && tv <= 1 + 1e-12 && js <= tv + 1e-12, 'Lin 1991, theorem 3')
      assert.ok(h ** 2 <= tv + 1e-12 && tv <= Math.SQRT2 * h + 1e-12, 'Le Cam 1973')
      assert.ok(lInfinity(r, c) <= tv + 1e-12)
    }),
  )
})

test('sharesOf: refuses bins without rows', () => {
  assert.throws(() => sharesOf([0, 0]), RangeError)
})
