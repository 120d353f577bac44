import type { Against } from '../artifacts/comparison.ts'

/**
 * A baseline of which nothing is known: gates against it are undecided, for a change must not escape them by removing
 * what it needs, or by leaving it out of its report.
 *
 * @param ref the commit or version that it would be, where that is known
 */
export function withoutNumbers(role: string, ref: string | null): Against {
  return {
    role,
    ref,
    artifact: null,
    paired_by: 'nothing',
    rows: 0,
    rows_dropped: 0,
    groups: null,
    metrics: {},
    slices: [],
  }
}

/** A comparison of which nothing is believed but with what it was. */
export function withoutFindings({ fairness: _, ...against }: Against): Against {
  return { ...against, metrics: {}, slices: [] }
}
