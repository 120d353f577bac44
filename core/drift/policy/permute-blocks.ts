import type { RandomBits } from '../../stats/random.ts'
import type { Blocks } from './blocks.ts'
import { FEWEST_MOST, type Permutations } from './permutations.ts'

/** What permuting blocks tells of two samples. */
export interface Permuted {
  /** Both measures of the samples as they are. */
  readonly observed: Measured
  /** How likely one at least as large is if blocks are as likely on either side, in (0, 1]. */
  readonly pValue: number
  /** The mean of each measure over the permutations: what is seen by chance. */
  readonly byChance: Measured
}

/** What is measured of two samples: what is tested, and the effect in a unit of its own. */
interface Measured {
  readonly statistic: number
  readonly distance: number
}

/** Gap of each cell's share, current less reference → what is measured of it. */
export type Measure = (gaps: Float64Array) => Measured

/**
 * Permutes whole blocks between two samples, within their strata, until 10 permutations are at least as far apart as the samples
 * are: sequential, so that columns without drift cost about a hundred permutations.
 *
 * The p-value is 10 / l where the tenth came at the l-th permutation, beyond 100; else (b + 1) / (B + 1). Exact if blocks of a
 * stratum are exchangeable. Time O(permutations · blocks of the smaller side · cells).
 *
 * @param more asked after 10,000 permutations of which none is as far apart: how many there may be at most
 * @see Besag & Clifford 1991, doi:10.1093/biomet/78.2.301; Phipson & Smyth 2010, doi:10.2202/1544-6115.1585
 */
export function permuteBlocks(
  blocks: Blocks,
  measure: Measure,
  { bits, more }: { bits: RandomBits; more?: Permutations | undefined },
): Permuted {
  const { order, strata, currentIn } = arrange(blocks)
  const gapsOf = gapsBy(blocks)
  const observed = measure(gapsOf(strata, currentIn, order))
  // Sums in another order differ in their last digits; equal arrangements must count as equal.
  const atLeast = observed.statistic * (1 - 1e-12)
  const sums = { statistic: 0, distance: 0 }
  let extreme = 0
  let tenthAt = 0
  let drawn = 0
  let most = FEWEST_MOST
  while (drawn < most && (extreme < ENOUGH || drawn < FEWEST)) {
    shuffle(order, strata, currentIn, bits)
    const { statistic, distance } = measure(gapsOf(strata, currentIn, order))
    drawn++
    if (drawn <= FEWEST_MOST) {
      sums.statistic += statistic
      sums.distance += distance
    }
    if (statistic >= atLeast && ++extreme === ENOUGH) tenthAt = drawn
    if (drawn === FEWEST_MOST && extreme === 0 && more !== undefined) most = more()
  }
  // So that effects do not depend on how many are drawn beyond.
  const summed = Math.min(drawn, FEWEST_MOST)
  return {
    observed,
    pValue: tenthAt > FEWEST ? ENOUGH / tenthAt : (extreme + 1) / (drawn + 1),
    byChance: { statistic: sums.statistic / summed, distance: sums.distance / summed },
  }
}

const ENOUGH = 10
const FEWEST = 100

/** Blocks by stratum, those of the current sample first; where each stratum starts, and how many of it are current. */
function arrange({ current, stratumOf }: Blocks): { order: Uint32Array; strata: Uint32Array; currentIn: Uint32Array } {
  const order = Uint32Array.from(stratumOf, (_, block) => block).sort(
    (a, b) => stratumOf[a]! - stratumOf[b]! || Number(b < current) - Number(a < current) || a - b,
  )
  const starts: number[] = []
  const currentIn: number[] = []
  order.forEach((block, at) => {
    if (at === 0 || stratumOf[block] !== stratumOf[order[at - 1]!]) {
      starts.push(at)
      currentIn.push(0)
    }
    if (block < current) currentIn[currentIn.length - 1]!++
  })
  return { order, strata: Uint32Array.from([...starts, order.length]), currentIn: Uint32Array.from(currentIn) }
}

/** Draws which blocks of each stratum are current, the first of it. */
function shuffle(order: Uint32Array, strata: Uint32Array, currentIn: Uint32Array, bits: RandomBits): void {
  for (let s = 0; s < currentIn.length; s++) {
    const end = strata[s + 1]!
    for (let k = 0; k < currentIn[s]!; k++) {
      const at = strata[s]! + k
      const other = at + Math.floor(((bits() >>> 0) / 2 ** 32) * (end - at))
      const moved = order[at]!
      order[at] = order[other]!
      order[other] = moved
    }
  }
}

/** Gaps of shares, from the sums of whichever side has fewer blocks. */
function gapsBy({ cells, current, stratumOf, plain, weighted }: Blocks) {
  const few = current <= stratumOf.length - current
  const totals = { plain: sumOf(plain, cells), weighted: sumOf(weighted, cells) }
  const sums = { plain: new Float64Array(cells), weighted: new Float64Array(cells) }
  const same = plain === weighted
  const gaps = new Float64Array(cells)
  return (strata: Uint32Array, currentIn: Uint32Array, order: Uint32Array): Float64Array => {
    sums.plain.fill(0)
    sums.weighted.fill(0)
    for (let s = 0; s < currentIn.length; s++) {
      const middle = strata[s]! + currentIn[s]!
      const [from, to] = few ? [strata[s]!, middle] : [middle, strata[s + 1]!]
      for (let at = from; at < to; at++) {
        const start = order[at]! * cells
        for (let k = 0; k < cells; k++) sums.plain[k]! += plain[start + k]!
        if (!same) for (let k = 0; k < cells; k++) sums.weighted[k]! += weighted[start + k]!
      }
    }
    const other = same ? sums.plain : sums.weighted
    let inCurrent = 0
    let inReference = 0
    for (let k = 0; k < cells; k++) {
      inCurrent += few ? sums.plain[k]! : totals.plain[k]! - sums.plain[k]!
      inReference += few ? totals.weighted[k]! - other[k]! : other[k]!
    }
    for (let k = 0; k < cells; k++) {
      const here = few ? sums.plain[k]! : totals.plain[k]! - sums.plain[k]!
      const there = few ? totals.weighted[k]! - other[k]! : other[k]!
      gaps[k] = (inCurrent > 0 ? here / inCurrent : 0) - (inReference > 0 ? there / inReference : 0)
    }
    return gaps
  }
}

function sumOf(rows: Float64Array, cells: number): Float64Array {
  const sum = new Float64Array(cells)
  for (let at = 0; at < rows.length; at++) sum[at % cells]! += rows[at]!
  return sum
}
