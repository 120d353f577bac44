import type { Condensed } from './condense.ts'

/**
 * How far a rank that is read from a summary may be off at most: the largest share of rows that lie in intervals
 * around one place, so that the summary does not tell on which side of it they are. Time O(k).
 *
 * @returns a share of the rows in [0, 1]; 0 where all values are exact
 * @example
 * rankError({ intervals: [{ lo: 0, hi: 0, rows: 90 }, { lo: 1, hi: 1.5, rows: 10 }], pooled: 0 }) // 0.1
 */
export function rankError({ intervals, pooled }: Condensed): number {
  let rows = pooled
  let most = 0
  const around: { hi: number; rows: number }[] = []
  let open = 0
  for (const interval of intervals) {
    rows += interval.rows
    while (around.length > 0 && around.at(-1)!.hi < interval.lo) open -= around.pop()!.rows
    if (interval.lo === interval.hi) continue
    around.push(interval)
    open += interval.rows
    most = Math.max(most, open)
  }
  return rows === 0 ? 0 : (most + pooled) / rows
}
