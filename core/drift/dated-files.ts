import { UserError } from '../errors.ts'
import { formatCount } from '../format-number.ts'
import type { TimeRange } from './time-range.ts'

const STEPS = { H: 'hour', d: 'day', m: 'month', Y: 'year' } as const

type Sign = keyof typeof STEPS

const SIGNS = ['H', 'd', 'm', 'Y'] as const

const COARSER = { H: 'day', d: 'month', m: 'year', Y: 'year' } as const

/** Eleven years of hours, or three centuries of days; whoever asks for more has mistaken a unit. */
const MOST_STEPS = 100_000

/**
 * The files that hold rows of a time, where their names tell of which: `%Y`, `%m`, `%d` and `%H` stand for year, month,
 * day and hour in UTC, and the finest of them says how much is in one file. A name without any holds all times. What
 * else a name says stays, a glob too. None is looked for: not all of them need to exist.
 *
 * Time O(hours, days, months or years of the range).
 *
 * @param pattern path or glob
 * @param range milliseconds since 1970, `to` exclusive
 * @returns paths or globs in the order of their times, each once; none for an empty range of dated names
 * @throws {UserError} if these are more than 100,000, however few the names
 * @example
 * datedFiles('logs/%Y-%m-%d.csv', { from: Date.UTC(2013, 1, 28), to: Date.UTC(2013, 2, 2) }) // ['logs/2013-02-28.csv', 'logs/2013-03-01.csv']
 */
export function datedFiles(pattern: string, range: TimeRange): string[] {
  return stepOf(pattern) === undefined ? [pattern] : [...datedTimes(pattern, range).keys()]
}

/**
 * The same names, and the time of the rows that each of them holds, of which only a part may lie in the range. Of names that come
 * again, such as those without a year, the last time.
 *
 * @example
 * datedTimes('%Y.csv', { from: Date.UTC(2013, 1, 28), to: Date.UTC(2013, 2, 2) }).get('2013.csv')?.to // 1388534400000
 */
export function datedTimes(pattern: string, { from, to }: TimeRange): Map<string, TimeRange> {
  const step = stepOf(pattern)!
  const names = new Map<string, TimeRange>()
  let steps = 0
  for (let at = startOf(from, STEPS[step]); at < to; at = nextOf(at, STEPS[step])) {
    if (++steps > MOST_STEPS) {
      throw new UserError(
        `Unexpected window from ${new Date(from).toISOString()} to ${new Date(to).toISOString()} for the files \`${pattern}\`, expected at most ${formatCount(MOST_STEPS)} ${STEPS[step]}s: correct the window, or let the names say no more than the ${COARSER[step]}`,
      )
    }
    names.set(nameAt(pattern, at), { from: at, to: nextOf(at, STEPS[step]) })
  }
  return names
}

/**
 * How much is in one file whose name says all of its time; undefined where names tell no times, or come again.
 *
 * @example
 * stepNamed('logs/%Y-%m-%d.csv') // 'day'
 */
export function stepNamed(pattern: string): (typeof STEPS)[Sign] | undefined {
  const step = stepOf(pattern)
  const needed = step && SIGNS.slice(SIGNS.indexOf(step))
  return step && needed!.every((sign) => pattern.includes(`%${sign}`)) ? STEPS[step] : undefined
}

/** The finest. */
function stepOf(pattern: string): Sign | undefined {
  return SIGNS.find((sign) => pattern.includes(`%${sign}`))
}

/** Whether names tell what times a file holds. */
export function isDated(pattern: string): boolean {
  return /%[YmdH]/.test(pattern)
}

/**
 * Letters behind a `%` that stand for no time here.
 *
 * @example
 * unknownDateLetters('logs/%Y-%m-%dT%M.csv') // ['%M']
 */
export function unknownDateLetters(pattern: string): string[] {
  return (pattern.match(/%[A-Za-z]/g) ?? []).filter((sign) => !isDated(sign))
}

/**
 * The glob of the files of all times.
 *
 * @example
 * allDates('logs/%Y-%m/*.csv') // 'logs/[0-9][0-9][0-9][0-9]-[0-9][0-9]/*.csv'
 */
export function allDates(pattern: string): string {
  return pattern.replace(/%([YmdH])/g, (_, sign) => '[0-9]'.repeat(sign === 'Y' ? 4 : 2))
}

type Step = (typeof STEPS)[keyof typeof STEPS]

function startOf(time: number, step: Step): number {
  const date = new Date(time)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  if (step === 'year') return beginOf(year, 0)
  if (step === 'month') return beginOf(year, month)
  const length = step === 'day' ? 86_400_000 : 3_600_000
  return Math.floor(time / length) * length
}

function nextOf(start: number, step: Step): number {
  const date = new Date(start)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  if (step === 'year') return beginOf(year + 1, 0)
  if (step === 'month') return beginOf(year, month + 1)
  return start + (step === 'day' ? 86_400_000 : 3_600_000)
}

/** Of a month; `Date.UTC` takes the years until 99 for those of the last century. */
function beginOf(year: number, month: number): number {
  return new Date(0).setUTCFullYear(year, month, 1)
}

function nameAt(pattern: string, time: number): string {
  const text = new Date(time).toISOString()
  const parts: Record<string, string> = {
    Y: text.slice(0, 4),
    m: text.slice(5, 7),
    d: text.slice(8, 10),
    H: text.slice(11, 13),
  }
  return pattern.replace(/%([YmdH])/g, (_, sign) => parts[sign]!)
}
