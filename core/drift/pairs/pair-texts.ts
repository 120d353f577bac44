import { LEAST_ROWS } from '../../data/profile/condense.ts'
import type { Counts } from '../statistics/counts.ts'
import type { OfBoth } from './compare-pair.ts'
import { type Tally, type TextSample, tally } from './tally.ts'

/** Two samples of a column of text, as statistics take them. */
export interface PairedTexts {
  /** Values that are compared each for itself, those with the most rows first. */
  readonly values: readonly string[]
  /** Rows of each of `values`, and last of all others where there are any. */
  readonly counts: Counts
  readonly missing: OfBoth
  /** Values of the current sample that no row of the reference has, for certain, and their rows. */
  readonly fresh: readonly (readonly [value: string, rows: number])[]
  /** Rows of the current sample whose values the reference may have or not: its profile does not say. */
  readonly unsure: number
  readonly error: {
    /** Of the share of any value or of all others; certain. 0 where both samples are there in full. */
    readonly shares: number
  }
}

/**
 * Counts two samples by their values, of which either may be there as a profile only, and tells how exact the counts are.
 *
 * Of rows all values are named. A value that a profile does not list is named all the same where it stands out: where the rows
 * that the other sample has of it are more than four deviations above the most that it can have there. Then that most is what
 * is counted. Others come together, so that many rare values that nobody listed do not look like drift. Time O(rows).
 *
 * @example
 * pairTexts({ reference: { kind: 'text', codes: Int32Array.of(0, 0, -1), levels: ['a'] }, current: { kind: 'text', codes: Int32Array.of(0), levels: ['b'] } }).values // ['a', 'b']
 */
export function pairTexts(samples: { reference: TextSample; current: TextSample }): PairedTexts {
  const [reference, current] = [tally(samples.reference), tally(samples.current)]
  const values = named(reference, current)
  const [inReference, inCurrent] = [countsOf(reference, values), countsOf(current, values)]
  const anyOthers = inReference.others + inCurrent.others > 0
  const withOthers = ({ counts, others }: Counted) => (anyOthers ? [...counts, others] : counts)
  const unlisted = [...current.listed].filter(([value]) => !reference.listed.has(value))
  const rowsOf = (list: typeof unlisted) => list.reduce((sum, [, rows]) => sum + rows, 0)
  return {
    values,
    counts: { reference: withOthers(inReference), current: withOthers(inCurrent) },
    missing: { reference: reference.missing, current: current.missing },
    fresh: reference.rest === 0 ? unlisted : [],
    unsure: current.rest + (reference.rest === 0 ? 0 : rowsOf(unlisted)),
    error: { shares: Math.max(inReference.error, inCurrent.error) },
  }
}

/** In an order that does not hang on that of the rows. */
function named(reference: Tally, current: Tally): string[] {
  const rows = new Map<string, number>()
  for (const value of new Set([...reference.listed.keys(), ...current.listed.keys()])) {
    const [r, c] = [reference.listed.get(value), current.listed.get(value)]
    if (r === undefined && !standsOut(c!, current, reference)) continue
    if (c === undefined && !standsOut(r!, reference, current)) continue
    rows.set(value, (r ?? 0) + (c ?? 0))
  }
  return [...rows].sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1)).map(([value]) => value)
}

const DEVIATIONS = 4

/** @param rows of a value that `other` does not list */
function standsOut(rows: number, own: Tally, other: Tally): boolean {
  if (other.rest === 0) return true
  const expected = (other.unlistedMost * own.rows) / other.rows
  return rows >= LEAST_ROWS + expected + DEVIATIONS * Math.sqrt(expected)
}

interface Counted {
  readonly counts: number[]
  readonly others: number
  readonly error: number
}

function countsOf({ listed, rest, rows, unlistedMost, error }: Tally, values: readonly string[]): Counted {
  let left = rest
  let lent = 0
  const counts = values.map((value) => {
    const known = listed.get(value)
    if (known !== undefined) return known
    const most = Math.min(left, unlistedMost)
    left -= most
    lent = Math.max(lent, most)
    return most
  })
  const others = rows - counts.reduce((sum, count) => sum + count, 0)
  // What is not sure of one value is not sure of all others together, up to all rows of which no value is told.
  const unsure = error > 0 || lent > 0 ? rest : 0
  return { counts, others, error: rows === 0 ? 0 : Math.max(error, lent, unsure) / rows }
}
