import { count } from '../count.ts'
import type { TimeRange } from '../drift/time-range.ts'
import { sayLast, sayRange } from '../say-window.ts'

/** Of which times the rows are that a model has learned from: none is at `until` or later; or why nobody can tell. */
export type Seen = { readonly until: number; readonly impossible?: ImpossibleTimes } | { readonly unknown: string }

/** Rows whose times lie after what holds them was committed: nobody can have known them. */
export interface ImpossibleTimes {
  readonly rows: number
  /** The last moment that is possible, in milliseconds since 1970. */
  readonly last: number
  /** What holds them, for people. */
  readonly place: string
}

const DAY = 86_400_000

/**
 * The first moment of which a model has seen no row. A day that is all that a row says of its time lasts until the next one:
 * rows of production of that day come with hours.
 *
 * @param newest time of its newest row, in milliseconds since 1970
 * @param days whether no row says more of its time than the day
 * @example
 * afterNewest(Date.UTC(2026, 2, 12), true) // 1773360000000
 */
export function afterNewest(newest: number, days: boolean): number {
  return newest + (days ? DAY : 1)
}

/**
 * Why a comparison on the holdout would flatter a model.
 *
 * @param name of the model, for people
 * @returns undefined where it has seen none of these rows, or nobody can tell
 */
export function whyUnfair(seen: Seen, test: TimeRange, name: string): string | undefined {
  if ('unknown' in seen || seen.until <= test.from) return undefined
  return `${name} has learned from rows up to ${sayLast(seen.until)}, and the holdout is ${sayRange(test)}: on rows that it has seen nobody can be compared with it. It can be once the holdout is younger, or make \`retrain.holdout\` shorter`
}

/**
 * What is told of a comparison where nobody knows what the other model has seen, or not of all rows. It has not to be refused: rows
 * that were seen flatter that model, and a challenger that wins has won all the same.
 *
 * @returns a sentence; undefined where it is known
 */
export function sayUnknown(seen: Seen, name: string): string | undefined {
  if ('unknown' in seen)
    return `Nobody can tell whether ${name} has learned from rows of the holdout: ${seen.unknown}. If it has, that flatters it, and never the challenger`
  if (seen.impossible === undefined) return undefined
  const { last, place, rows } = seen.impossible
  return `${sayImpossible({ last, place, rows })}: ${rows === 1 ? 'it does' : 'they do'} not count, and ${name} is taken to have learned from rows up to ${sayLast(seen.until)}`
}

/** How many rows have times that nobody can have known. */
export function sayImpossible({ last, place, rows }: ImpossibleTimes): string {
  return `${count(rows, 'row')} of ${place} ${rows === 1 ? 'has a time' : 'have times'} after ${sayLast(last + 1)}, though ${rows === 1 ? 'it was' : 'they were'} there by then`
}
