import type { TextProfile } from '../../artifacts/profile.ts'
import type { TextColumn } from '../../data/table.ts'

/** A sample of a column of text: its rows, or what a profile tells of them. */
export type TextSample = TextColumn | TextProfile

/** The values of a column of text, as far as they are known. */
export interface Tally {
  /** Rows with a value. */
  readonly rows: number
  readonly missing: number
  readonly listed: ReadonlyMap<string, number>
  /** Rows whose values are not listed; 0 where all are. */
  readonly rest: number
  /** No value that is not listed has more rows. */
  readonly unlistedMost: number
  /** A value that is listed may have so many rows more, out of the rest. */
  readonly error: number
}

/** Time O(rows), of a profile O(values). */
export function tally(sample: TextSample): Tally {
  return 'codes' in sample ? tallyRows(sample) : tallyProfile(sample)
}

function tallyRows({ codes, levels }: TextColumn): Tally {
  const counts = new Float64Array(levels.length)
  let missing = 0
  for (let row = 0; row < codes.length; row++) {
    if (codes[row]! < 0) missing++
    else counts[codes[row]!]!++
  }
  const listed = new Map<string, number>()
  for (const [level, value] of levels.entries()) if (counts[level]! > 0) listed.set(value, counts[level]!)
  return { rows: codes.length - missing, missing, listed, rest: 0, unlistedMost: 0, error: 0 }
}

function tallyProfile({ missing, rest, values, unlisted_most, count_error }: TextProfile): Tally {
  const rows = values.reduce((sum, [, rows]) => sum + rows, rest)
  const unlistedMost = Math.min(rest, unlisted_most)
  return { rows, missing, listed: new Map(values), rest, unlistedMost, error: Math.min(rest, count_error) }
}
