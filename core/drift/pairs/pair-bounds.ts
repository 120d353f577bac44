import { kolmogorovDistance } from '../statistics/kolmogorov-distance.ts'
import type { Pooled } from '../statistics/pool.ts'
import { wasserstein } from '../statistics/wasserstein.ts'
import { justBelow } from './just-below.ts'
import type { AtCuts } from './side.ts'

/** How far numbers that are read from pooled rows may be off, at most; all 0 where both samples are there in full. */
export interface PairError {
  /** Of Kolmogorov's D. Certain. */
  readonly ks: number
  /** Of W1, in the unit of the values. Certain where no row lies beyond the outermost places that are told. */
  readonly wasserstein: number
  /** Of the share of any bin of either sample. Certain. */
  readonly shares: number
}

export const EXACT: PairError = { ks: 0, wasserstein: 0, shares: 0 }

interface Known {
  readonly cuts: Float64Array
  readonly reference: AtCuts
  readonly current: AtCuts
  /** The outermost places that are told. */
  readonly from: number
  readonly to: number
}

/**
 * Bounds on the error of distances that are read from what is known of two samples at cuts. Between two cuts a distribution
 * function lies between what it is at least at the first and at most at the second.
 *
 * Time O(cuts).
 *
 * @param pooled about the rows of both
 */
export function pairBounds(pooled: Pooled, { cuts, reference, current, from, to }: Known): PairError {
  const [f, g] = [sharesOf(reference, pooled.n), sharesOf(current, pooled.m)]
  let [leastGap, mostGap, leastArea, mostArea] = [0, 0, 0, 0]
  for (let k = 0; k < cuts.length; k++) {
    const here = gapBetween(f, g, k, k)
    leastGap = Math.max(leastGap, here.least)
    mostGap = Math.max(mostGap, here.most)
    if (k === 0) continue
    const inside = gapBetween(f, g, k - 1, k)
    // Nothing lies between two numbers next to each other.
    if (justBelow(cuts[k]!) !== cuts[k - 1]!) mostGap = Math.max(mostGap, inside.most)
    const width = Math.min(to, cuts[k]!) - Math.max(from, cuts[k - 1]!)
    if (!(width > 0)) continue
    const area = areaBetween(f, g, k, width)
    leastArea += Math.max(area.least, inside.least * width)
    mostArea += Math.min(area.most, inside.most * width)
  }
  return {
    ks: farther(kolmogorovDistance(pooled), leastGap, Math.min(1, mostGap)),
    wasserstein: farther(wasserstein(pooled), leastArea, mostArea),
    shares: Math.min(1, 2 * Math.max(offOf(f), offOf(g))),
  }
}

interface Bounds {
  readonly least: number
  readonly most: number
}

function sharesOf({ least, most, about, before }: AtCuts, rows: number): AtCuts {
  const share = (count: number) => count / rows
  return { least: least.map(share), most: most.map(share), about: about.map(share), before: before?.map(share) }
}

/** How wide the gap is at a number that both functions pass between the cuts `from` and `to`, which may be one. */
function gapBetween(f: AtCuts, g: AtCuts, from: number, to: number): Bounds {
  return {
    least: Math.max(0, f.least[from]! - g.most[to]!, g.least[from]! - f.most[to]!),
    most: Math.max(f.most[to]! - g.least[from]!, g.most[to]! - f.least[from]!),
  }
}

/** The area between the cut before and cut `k`, by the values of the side that has them; else nothing is told. */
function areaBetween(f: AtCuts, g: AtCuts, k: number, width: number): Bounds {
  const [raw, told] = f.before === undefined ? [g, f] : [f, g]
  const [least, most] = [told.least[k - 1]!, told.most[k]!]
  const middle = (least + most) / 2
  const crosses = middle > raw.least[k - 1]! && middle < raw.least[k]!
  if (raw.before === undefined || crosses) return { least: 0, most: Infinity }
  const area = Math.abs((middle - raw.least[k - 1]!) * width - raw.before[k]!)
  const off = ((most - least) / 2) * width
  return { least: Math.max(0, area - off), most: area + off }
}

function farther(value: number, least: number, most: number): number {
  return Math.max(0, value - least, most - value)
}

/** How far the shares up to a cut may be off. */
function offOf({ least, most, about }: AtCuts): number {
  let off = 0
  for (let k = 0; k < about.length; k++) off = Math.max(off, most[k]! - about[k]!, about[k]! - least[k]!)
  return off
}
