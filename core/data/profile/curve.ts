import type { Condensed } from './condense.ts'
import type { Interval } from './interval.ts'

/** A piece of a distribution: this share of the rows, in an interval without others in it. */
export interface Piece {
  readonly lo: number
  readonly hi: number
  /** In (0, 1]; those of all pieces sum to 1. */
  readonly share: number
}

/**
 * The distribution that a summary stands for, as pieces from left to right that do not overlap. Rows of an interval
 * that holds others, of which the summary knows no better place, are taken to lie as those do. Time O(k).
 *
 * @returns empty where no rows have a place
 * @example
 * curveOf({ intervals: [{ lo: 0, hi: 0, rows: 90 }, { lo: 1, hi: 1.5, rows: 10 }], pooled: 3 })
 * // [{ lo: 0, hi: 0, share: 0.9 }, { lo: 1, hi: 1.5, share: 0.1 }]
 */
export function curveOf({ intervals }: Condensed): Piece[] {
  const placed = intervals.reduce((sum, { rows }) => sum + rows, 0)
  const pieces: Piece[] = []
  /** Shares out `share` of the rows among the intervals `from` to `to`. */
  const lay = (from: number, to: number, share: number) => {
    const total = rowsOf(intervals, from, to)
    for (let at = from; at < to; ) {
      const end = endOf(intervals, at, to)
      const part = (share * rowsOf(intervals, at, end)) / total
      if (end > at + 1) lay(at + 1, end, part)
      else pieces.push({ lo: intervals[at]!.lo, hi: intervals[at]!.hi, share: part })
      at = end
    }
  }
  if (placed > 0) lay(0, intervals.length, 1)
  return pieces
}

function rowsOf(intervals: readonly Interval[], from: number, to: number): number {
  let rows = 0
  for (let at = from; at < to; at++) rows += intervals[at]!.rows
  return rows
}

/** The end of the intervals that lie in the one at `at`, itself included. */
function endOf(intervals: readonly Interval[], at: number, to: number): number {
  let end = at + 1
  while (end < to && intervals[end]!.lo <= intervals[at]!.hi) end++
  return end
}
