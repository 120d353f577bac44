import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { exactKolmogorovP } from '../../../core/drift/statistics/exact-kolmogorov-p.ts'
import { kolmogorovSmirnov } from '../../../core/drift/statistics/kolmogorov-smirnov.ts'
import { close, relativelyClose } from '../../close.ts'
import { pooled, SAMPLES } from '../fixture.ts'
import { rows } from '../samples.ts'

for (const { name, pooled, ks } of SAMPLES) {
  test(`kolmogorovSmirnov: equals SciPy 1.17 ks_2samp on ${name}`, () => {
    const { statistic, pValue } = kolmogorovSmirnov(pooled)
    close(statistic, ks[0], 1e-14)
    relativelyClose(pValue, ks[1], 1e-11)
  })
}

test('kolmogorovSmirnov: p 8.97428e-5 on i / 1000 against 0.9 i / 1000 + 0.1 (Evidently 0.7)', () => {
  const reference = Array.from({ length: 1000 }, (_, i) => i / 1000)
  relativelyClose(
    kolmogorovSmirnov(
      pooled(
        reference,
        reference.map((x) => 0.9 * x + 0.1),
      ),
    ).pValue,
    8.97428e-5,
    1e-6,
  )
})

test('kolmogorovSmirnov: the same sample shows nothing, samples apart show all', () => {
  assert.deepEqual(kolmogorovSmirnov(pooled([1, 2, 2], [2, 1, 2])), { statistic: 0, pValue: 1 })
  assert.deepEqual(kolmogorovSmirnov(pooled([1], [2])), { statistic: 1, pValue: 1 })
  assert.equal(kolmogorovSmirnov(pooled(new Float64Array(20_000), [1, 1, 1])).statistic, 1)
})

test('kolmogorovSmirnov: the order of samples and any rising map of values change nothing', () => {
  fc.assert(
    fc.property(rows, rows, (a, b) => {
      const found = kolmogorovSmirnov(pooled(a, b))
      assert.ok(found.statistic >= 0 && found.statistic <= 1 && found.pValue >= 0 && found.pValue <= 1)
      assert.equal(kolmogorovSmirnov(pooled(b, a)).statistic, found.statistic)
      const cubed = (list: number[]) => list.map((x) => x ** 3 + x)
      assert.deepEqual(kolmogorovSmirnov(pooled(cubed(a), cubed(b))), found)
    }),
  )
})

test('exactKolmogorovP: equals the share of all orders of rows, for up to 6 rows a side', () => {
  for (let n = 1; n <= 6; n++) {
    for (let m = 1; m <= 6; m++) {
      const gaps = orders(n, m).map((order) => widest(order, n, m))
      for (const d of new Set(gaps)) {
        const share = gaps.filter((gap) => gap >= d - 1e-12).length / gaps.length
        close(exactKolmogorovP(n, m, d)!, share, 1e-13, `${n}, ${m}, ${d}:`)
      }
    }
  }
})

/** Every order of n and m rows, true where a row is of the first sample. */
function orders(n: number, m: number): boolean[][] {
  if (n === 0 && m === 0) return [[]]
  const first = n === 0 ? [] : orders(n - 1, m).map((rest) => [true, ...rest])
  const second = m === 0 ? [] : orders(n, m - 1).map((rest) => [false, ...rest])
  return [...first, ...second]
}

function widest(order: readonly boolean[], n: number, m: number): number {
  let [gap, most] = [0, 0]
  for (const first of order) {
    gap += first ? m : -n
    most = Math.max(most, Math.abs(gap))
  }
  return most / (n * m)
}

test('exactKolmogorovP: leaves what is long to count and below 1e-30 anyway to the limit', () => {
  assert.equal(exactKolmogorovP(10_000, 9_999, 0.5), undefined)
  assert.ok(exactKolmogorovP(10_000, 9_999, 0.02)! < 0.1)
  assert.ok(exactKolmogorovP(1_000, 999, 0.5)! < 1e-30)
  const rows = Array.from({ length: 10_000 }, (_, i) => i)
  assert.ok(
    kolmogorovSmirnov(
      pooled(
        rows,
        rows.slice(1).map((x) => x + 2_000),
      ),
    ).pValue < 1e-30,
  )
})
