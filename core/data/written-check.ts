import { quoteText } from './sql.ts'

/** Dates and times of ISO 8601, as programs write them: `2024-01-31`, `2024-01-31 10:00`, `2024-01-31T10:00:00.123+02:00`. */
const ISO = '\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d(:?\\d\\d)?)?)?'

/** What a look at all values of a column found; undefined: it is what it seemed to be. */
export type Found = 'mixed' | 'float' | 'large' | 'boolean' | 'time' | 'text' | undefined

/** SQL of a `Found` for text that seemed to be numbers. */
export function numberCheck(x: string): string {
  const number = `TRY_CAST(${x} AS DOUBLE)`
  return `CASE WHEN count(${number}) < count(${x}) THEN 'mixed'
    WHEN NOT bool_and(regexp_full_match(${x}, '\\s*[+-]?[0-9]+\\s*')) THEN 'float'
    WHEN max(abs(${number})) > ${Number.MAX_SAFE_INTEGER} THEN 'large' END`
}

/** Where fewer are numbers, a column holds something else; where the others are fewer, they are codes of what is missing, such as `N/A`. */
export const MOSTLY = 0.95

/** The same for text of production: where nearly all of it is numbers, the rest is for others to count. */
export function mostNumbersCheck(x: string): string {
  const numbers = `count(TRY_CAST(${x} AS DOUBLE))`
  return `CASE WHEN ${numbers} < count(${x}) AND ${numbers} >= ${MOSTLY} * count(${x}) THEN 'text' ELSE (${numberCheck(x)}) END`
}

/** SQL of a `Found` for text that seemed to be times: other than ISO 8601 (01/02/2024) they stay text. */
export function timeCheck(x: string): string {
  return `CASE WHEN bool_and(${isTime(x)}) THEN NULL WHEN bool_or(${isTime(x)}) THEN 'mixed' ELSE 'text' END`
}

/** SQL of a `Found` for text that seemed to be text. */
export function textCheck(x: string): string {
  return `CASE WHEN bool_and(lower(${x}) IN ('true', 'false')) THEN 'boolean' WHEN bool_and(${isTime(x)}) THEN 'time' END`
}

/** SQL of a `Found` for text that should be times, and is where at least half of it is: the rest is missing. */
export function mostTimesCheck(x: string): string {
  return `CASE WHEN count(${x}) > 0 AND 2 * count(*) FILTER (WHERE ${isTime(x)}) >= count(${x}) THEN 'time' ELSE 'text' END`
}

/** SQL of a `Found` for integers of any size. */
export function wholeCheck(x: string): string {
  return `CASE WHEN min(${x}) < -${Number.MAX_SAFE_INTEGER} OR max(${x}) > ${Number.MAX_SAFE_INTEGER} THEN 'large' END`
}

/** SQL of the time in UTC that ISO text says, one without a zone being UTC; fails where it is none. */
export function timeOf(x: string): string {
  return castTime(x, 'CAST')
}

/** The same, NULL where it is none. */
export function timeIfAny(x: string): string {
  return `CASE WHEN ${isTime(x)} THEN ${castTime(x, 'TRY_CAST')} END`
}

/** A cast to TIMESTAMPTZ takes four times as long, and one to TIMESTAMP forgets the zone. */
function castTime(x: string, cast: 'CAST' | 'TRY_CAST'): string {
  const zoned = `ends_with(${x}, 'Z') OR contains(substr(${x}, 11), '+') OR contains(substr(${x}, 11), '-')`
  return `CASE WHEN ${zoned} THEN ${cast}(${x} AS TIMESTAMPTZ) AT TIME ZONE 'UTC' ELSE ${cast}(${x} AS TIMESTAMP) END`
}

/** SQL: whether text is a time; NULL when it is missing. A failing cast is slow, so the pattern goes first. */
export function isTime(x: string): string {
  return `CASE WHEN regexp_full_match(${x}, ${quoteText(ISO)}) THEN (${castTime(x, 'TRY_CAST')}) IS NOT NULL
    WHEN ${x} IS NOT NULL THEN false END`
}
