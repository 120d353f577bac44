import type { NumberProfile } from '../../artifacts/profile.ts'
import { fromOrderedBits, orderedBits } from '../../data/profile/ordered-bits.ts'
import { type Walk, walkPooled } from '../shape/number-shape.ts'
import { walkCuts } from '../shape/walk-cuts.ts'
import type { Pooled } from '../statistics/pool.ts'
import type { OfBoth } from './compare-pair.ts'
import { finiteOf } from './finite-of.ts'
import { EXACT, type PairError, pairBounds } from './pair-bounds.ts'
import { poolNumbers } from './pool-numbers.ts'
import { rawSide } from './raw-side.ts'
import type { AtCuts, Side } from './side.ts'
import { toldSide } from './told-side.ts'

/** A sample of a numeric column: its values, NaN where there is none, or what a profile tells of it. */
export type NumberSample = Float64Array | NumberProfile

/** Two samples of a numeric column, as statistics take them. */
export interface PairedNumbers {
  /** Of the finite rows; undefined where a sample has none with a place. Rows need not be whole where a profile tells of them. */
  readonly pooled: Pooled | undefined
  /** Rows without a value. */
  readonly missing: OfBoth
  /** Rows with ∞ or −∞. */
  readonly infinite: OfBoth
  readonly error: PairError
  /** The same for a picture: rows spread evenly where only a profile tells of them; undefined where `pooled` is. */
  readonly walk: Walk | undefined
}

/**
 * Pools two samples of which either may be there as a profile only, and tells how exact what is read from them is.
 *
 * Rows are counted in the cells of the profile, on both sides alike, so that nothing that only the profile hides looks like
 * drift. Time O(n + m) where both are values, else O((n + m) log k) for k cells, for two profiles O(k log k).
 *
 * @example
 * pairNumbers({ reference: Float64Array.of(1, 2, NaN), current: Float64Array.of(2) }).pooled.reference // [1, 1]
 */
export function pairNumbers(samples: { reference: NumberSample; current: NumberSample }): PairedNumbers {
  const { reference, current } = samples
  if (reference instanceof Float64Array && current instanceof Float64Array) return pairValues(reference, current)
  const [first, second] = [sideOf(reference), sideOf(current)]
  const ofBoth = (of: (side: Side) => number): OfBoth => ({ reference: of(first), current: of(second) })
  const rest = { missing: ofBoth(({ missing }) => missing), infinite: ofBoth(({ infinite }) => infinite) }
  if (first.cuts.length === 0 || second.cuts.length === 0)
    return { pooled: undefined, ...rest, error: EXACT, walk: undefined }
  const cuts = Float64Array.from(new Set([...first.cuts, ...second.cuts])).sort()
  const known = { cuts, reference: first.at(cuts), current: second.at(cuts) }
  const pooled = pooledAt({ ...known, n: first.rows, m: second.rows })
  const range = { from: Math.min(first.from, second.from), to: Math.max(first.to, second.to) }
  const walk = walkCuts({
    cuts,
    reference: known.reference.about,
    current: known.current.about,
    n: first.rows,
    m: second.rows,
  })
  return { pooled, ...rest, error: pairBounds(pooled, { ...known, ...range }), walk }
}

function sideOf(sample: NumberSample): Side {
  return sample instanceof Float64Array ? rawSide(sample) : toldSide(sample)
}

function pairValues(reference: Float64Array, current: Float64Array): PairedNumbers {
  const [first, second] = [finiteOf(reference), finiteOf(current)]
  const pooled =
    first.values.length > 0 && second.values.length > 0 ? poolNumbers(first.values, second.values) : undefined
  return {
    pooled,
    walk: pooled && walkPooled(pooled),
    missing: { reference: first.missing, current: second.missing },
    infinite: { reference: first.infinite, current: second.infinite },
    error: EXACT,
  }
}

interface Known {
  readonly cuts: Float64Array
  readonly reference: AtCuts
  readonly current: AtCuts
  readonly n: number
  readonly m: number
}

/** The rows between two cuts as rows of one value: the mean of those that are known, else the middle number. */
function pooledAt({ cuts, reference, current, n, m }: Known): Pooled {
  const values: number[] = []
  const [inReference, inCurrent]: [number[], number[]] = [[], []]
  for (let k = 0; k < cuts.length; k++) {
    const [r, c] = [between(reference.about, k), between(current.about, k)]
    if (!(r + c > 0)) continue
    const [known, rows] = reference.before === undefined ? [current.before, c] : [reference.before, r]
    values.push(known === undefined || rows === 0 ? middleOf(cuts, k) : cuts[k]! - known[k]! / rows)
    inReference.push(r)
    inCurrent.push(c)
  }
  const arrays = [values, inReference, inCurrent].map((list) => Float64Array.from(list))
  return { values: arrays[0]!, reference: arrays[1]!, current: arrays[2]!, n, m }
}

function between(upTo: Float64Array, k: number): number {
  return upTo[k]! - (k === 0 ? 0 : upTo[k - 1]!)
}

/** Rows are taken to be even over the numbers that there are, as everywhere in profiles. */
function middleOf(cuts: Float64Array, k: number): number {
  if (k === 0 || cuts[k - 1]! === -Infinity) return cuts[k]!
  const [below, end] = [orderedBits(cuts[k - 1]!), orderedBits(cuts[k]!)]
  return fromOrderedBits((below + end + 2n) / 2n)
}
