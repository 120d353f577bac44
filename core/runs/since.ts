import { duration } from '../config/units.ts'
import { UserError } from '../errors.ts'

/**
 * A time in the past, as a person says it: `7d` ago, or a date or time of ISO 8601 (in UTC where it
 * names no zone).
 *
 * @throws {UserError} if it is neither
 * @example
 * parseSince('1d', new Date('2026-11-21T10:00:00Z')).toISOString() // '2026-11-20T10:00:00.000Z'
 */
export function parseSince(text: string, now: Date): Date {
  const ago = duration.safeParse(text)
  const [, date, time = 'T00:00', zone = 'Z'] =
    /^(\d{4}-\d{2}-\d{2})([T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|[+-]\d{2}:\d{2})?$/.exec(text) ?? []
  const at = ago.success ? new Date(now.getTime() - ago.data) : new Date(`${date}${time.replace(' ', 'T')}${zone}`)
  if (!Number.isNaN(at.getTime())) return at
  throw new UserError(`Unexpected \`${text}\` of --since, expected how long ago (7d, 12h) or a date (2026-11-21)`)
}
