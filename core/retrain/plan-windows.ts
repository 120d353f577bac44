import type { TimeRange } from '../drift/time-range.ts'

const DAY = 86_400_000

/** What rows a model is to be trained and compared on. All in milliseconds. */
export interface WindowPlan {
  readonly now: number
  /** Length of the training rows' time. */
  readonly trainOn: number
  /** Length of the time of the rows that challenger and production are compared on. */
  readonly holdout: number
  /** Younger rows have no label yet. */
  readonly availableAfter: number
  /** Length of a group of rows, such as a day; undefined where rows are not grouped by time. */
  readonly every: number | undefined
}

/**
 * The newest time whose rows have labels by now as the holdout, and the time before it to learn from. Both begin and end
 * with a group of rows, or a day: no group is cut in two. The holdout is no shorter than asked for.
 *
 * @example
 * planWindows({ now: Date.UTC(2026, 2, 15, 6), trainOn: 28 * 864e5, holdout: 14 * 864e5, availableAfter: 0, every: undefined }).test
 * // { from: 1772323200000, to: 1773532800000 }
 */
export function planWindows({ availableAfter, every, holdout, now, trainOn }: WindowPlan): {
  readonly train: TimeRange
  readonly test: TimeRange
} {
  const step = every ?? DAY
  const to = Math.floor((now - availableAfter) / step) * step
  const from = to - Math.ceil(holdout / step) * step
  return { train: { from: from - Math.ceil(trainOn / step) * step, to: from }, test: { from, to } }
}
