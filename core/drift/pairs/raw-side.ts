import { finiteOf } from './finite-of.ts'
import type { Side } from './side.ts'

/**
 * A sample with all of its values.
 *
 * Time O(rows log cuts), memory of the cuts.
 *
 * @param values rows in any order, NaN where there is none; not modified
 */
export function rawSide(values: Float64Array): Side {
  const { values: finite, missing, infinite } = finiteOf(values)
  let [from, to] = [Infinity, -Infinity]
  for (let row = 0; row < finite.length; row++) {
    from = Math.min(from, finite[row]!)
    to = Math.max(to, finite[row]!)
  }
  return {
    rows: finite.length,
    missing,
    infinite,
    from,
    to,
    // −0 becomes 0.
    cuts: finite.length > 0 ? [from + 0, to + 0] : [],
    at(cuts) {
      const rows = new Float64Array(cuts.length)
      const before = new Float64Array(cuts.length)
      for (let row = 0; row < finite.length; row++) {
        const value = finite[row]!
        const cut = firstFrom(cuts, value)
        rows[cut]!++
        before[cut]! += cuts[cut]! - value
      }
      let sum = 0
      const upTo = rows.map((count) => {
        sum += count
        return sum
      })
      return { least: upTo, most: upTo, about: upTo, before }
    },
  }
}

/** The first cut that is `value` or more; there is one. */
function firstFrom(cuts: Float64Array, value: number): number {
  let [from, to] = [0, cuts.length - 1]
  while (from < to) {
    const middle = (from + to) >>> 1
    if (cuts[middle]! < value) from = middle + 1
    else to = middle
  }
  return from
}
