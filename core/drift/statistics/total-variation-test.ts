import { permutationP } from '../../stats/permutation-p.ts'
import type { RandomBits } from '../../stats/random.ts'
import { type Counts, rowsOf } from './counts.ts'
import type { Tested } from './tested.ts'

/**
 * The permutation test of the total variation distance: how often two samples dealt at random from all rows are at least
 * as far apart.
 *
 * Time O(permutations · rows of the smaller sample), memory O(rows).
 *
 * @param counts of both samples, each with at least one row
 * @param options.permutations to draw, ≥ 1
 * @param options.bits of chance; the same bits give the same p-value
 * @returns `statistic` in [0, 1]; `pValue` in (0, 1], the observed deal counted as one; `asExtreme` deals, of which
 *   Evidently's p-value is the share
 * @see Pitman 1937, doi:10.2307/2984124; Phipson & Smyth 2010, doi:10.2202/1544-6115.1585
 * @example
 * totalVariationTest({ reference: [3, 3], current: [3, 3] }, { bits: () => 7 }).pValue // 1
 */
export function totalVariationTest(
  { reference, current }: Counts,
  { permutations = 1000, bits }: { permutations?: number; bits: RandomBits },
): Tested & { readonly asExtreme: number } {
  const [n, m] = [rowsOf(reference), rowsOf(current)]
  const both = Float64Array.from(reference, (rows, k) => rows + current[k]!)
  // Σ |a / n − (both − a) / m| · n m = Σ |a (n + m) − both · n|, in whole numbers: equal deals are equal.
  const distance = (dealt: ArrayLike<number>, size: number) => {
    let sum = 0
    for (let k = 0; k < both.length; k++) sum += Math.abs(dealt[k]! * (n + m) - both[k]! * size)
    return sum
  }
  const [smaller, size] = n < m ? [reference, n] : [current, m]
  const observed = distance(smaller, size)
  const deal = dealer(both, bits)
  let asExtreme = 0
  for (let b = 0; b < permutations; b++) if (distance(deal(size), size) >= observed) asExtreme++
  return { statistic: observed / (2 * n * m), pValue: permutationP(asExtreme, permutations), asExtreme }
}

/** Deals rows without putting back: the start of a Fisher–Yates shuffle, which any order may begin. */
function dealer(rowsOfEach: Float64Array, bits: RandomBits): (size: number) => Float64Array {
  const cards = new Uint32Array(rowsOf(rowsOfEach))
  let filled = 0
  rowsOfEach.forEach((rows, category) => {
    cards.fill(category, filled, filled + rows)
    filled += rows
  })
  const dealt = new Float64Array(rowsOfEach.length)
  return (size) => {
    dealt.fill(0)
    for (let i = 0; i < size; i++) {
      const other = i + Math.floor(((bits() >>> 0) / 2 ** 32) * (cards.length - i))
      const card = cards[other]!
      cards[other] = cards[i]!
      cards[i] = card
      dealt[card]!++
    }
    return dealt
  }
}
