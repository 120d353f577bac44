import { UserError } from '../errors.ts'

/** A stretch of time: from its first millisecond on, and up to its last without it. Undefined: without end. */
export interface Period {
  readonly from: Date | undefined
  readonly to: Date | undefined
}

const TIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/

/**
 * A period as a person says it: dates or times of ISO 8601, in UTC where they name no zone. A date is its first moment.
 *
 * @throws {UserError} if one of them is no time, or the end does not come after the beginning
 * @example
 * parsePeriod('2026-11-01', '2026-12-01').from?.toISOString() // '2026-11-01T00:00:00.000Z'
 */
export function parsePeriod(from: string | undefined, to: string | undefined): Period {
  const period = { from: timeOf(from, '--from'), to: timeOf(to, '--to') }
  if (period.from !== undefined && period.to !== undefined && period.from >= period.to)
    throw new UserError(
      `Unexpected \`${to}\` of --to, expected a time after --from \`${from}\`: the end itself is left out`,
    )
  return period
}

function timeOf(text: string | undefined, flag: string): Date | undefined {
  if (text === undefined) return undefined
  const written = text.length === 10 ? `${text}T00:00Z` : text.replace(' ', 'T')
  const at = new Date(/(Z|[+-]\d{2}:\d{2})$/.test(written) ? written : `${written}Z`)
  // 31 February is a day in March to JavaScript.
  if (TIME.test(text) && !Number.isNaN(at.getTime()) && isDay(text.slice(0, 10))) return at
  throw new UserError(
    `Unexpected \`${text}\` of ${flag}, expected a date such as 2026-11-21 or a time such as 2026-11-21T09:30Z, in UTC where it names no zone`,
  )
}

function isDay(date: string): boolean {
  return new Date(`${date}T00:00Z`).toISOString().startsWith(date)
}

/** Whether a time lies in a period. */
export function isIn({ from, to }: Period, at: Date): boolean {
  return (from === undefined || at >= from) && (to === undefined || at < to)
}

/**
 * A period for people.
 *
 * @example
 * sayPeriod({ from: new Date(0), to: undefined }) // 'from 1970-01-01T00:00:00.000Z on'
 */
export function sayPeriod({ from, to }: Period): string {
  const [first, last] = [from?.toISOString(), to?.toISOString()]
  if (first === undefined) return last === undefined ? 'of all time' : `before ${last}`
  return last === undefined ? `from ${first} on` : `from ${first} to before ${last}`
}
