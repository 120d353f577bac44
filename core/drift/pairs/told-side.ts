import type { NumberProfile } from '../../artifacts/profile.ts'
import { curveOf } from '../../data/profile/curve.ts'
import { condensedOf } from '../../data/profile/number-profile.ts'
import { sharesBelow } from '../../data/profile/rank.ts'
import { justBelow } from './just-below.ts'
import type { Side } from './side.ts'

/**
 * A sample of which only a profile is there.
 *
 * Time O(intervals + cuts), but for sorting the former.
 */
export function toldSide(profile: NumberProfile): Side {
  const column = condensedOf(profile)
  const { intervals, pooled } = column
  const curve = curveOf(column)
  const rows = intervals.reduce((sum, interval) => sum + interval.rows, pooled)
  return {
    rows,
    missing: profile.missing,
    infinite: profile.infinite,
    from: curve[0]?.lo ?? Infinity,
    to: curve.at(-1)?.hi ?? -Infinity,
    cuts: intervals.flatMap(({ lo, hi }) => [justBelow(lo), hi]),
    at(cuts) {
      const least = upTo(
        cuts,
        [...intervals].sort((a, b) => a.hi - b.hi).map((one) => [one.hi, one.rows]),
      )
      const most = upTo(
        cuts,
        intervals.map((one) => [one.lo, one.rows]),
      ).map((count) => count + pooled)
      const about = sharesBelow(curve, cuts).map((share, k) => Math.min(most[k]!, Math.max(least[k]!, share * rows)))
      return { least, most, about, before: undefined }
    },
  }
}

/** @param ends ascending, and the rows that each brings */
function upTo(cuts: Float64Array, ends: readonly (readonly [end: number, rows: number])[]): Float64Array {
  let [at, rows] = [0, 0]
  return cuts.map((cut) => {
    for (; at < ends.length && ends[at]![0] <= cut; at++) rows += ends[at]![1]
    return rows
  })
}
