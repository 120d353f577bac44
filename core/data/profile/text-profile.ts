import type { Distinct, TextProfile } from '../../artifacts/profile.ts'

/** Texts that a column may list. */
export const MOST_TEXTS = 1000

/** Longer ones are not listed: what repeats at length is no category. */
export const LONGEST_TEXT = 200

interface Counted extends Pick<TextProfile, 'name' | 'missing' | 'rest'> {
  /** Values with `LEAST_ROWS` rows or more, in any order, and how many rows more each may have. */
  readonly values: readonly { readonly value: string; readonly rows: number; readonly error: number }[]
  /** Rows that another value may have at most. */
  readonly unlisted: number
  readonly distinct: (complete: boolean) => Distinct
}

/**
 * The profile of a column of text: its most frequent values, and all others in one sum.
 *
 * @param distinct its estimate of different values, which needs no registers where every value is told
 */
export function textProfile({ distinct, missing, name, rest, unlisted, values }: Counted): TextProfile {
  const ordered = [...values].sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1))
  const [listed, dropped] = [ordered.slice(0, MOST_TEXTS), ordered.slice(MOST_TEXTS)]
  const others = rest + dropped.reduce((sum, { rows }) => sum + rows, 0)
  return {
    kind: 'text',
    name,
    type: 'text',
    missing,
    distinct: distinct(others === 0),
    count_error: listed.reduce((most, { error }) => Math.max(most, error), 0),
    unlisted_most: dropped.reduce((most, { error, rows }) => Math.max(most, rows + error), unlisted),
    rest: others,
    values: listed.map(({ rows, value }) => [value, rows]),
  }
}
