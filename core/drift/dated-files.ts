import type { TimeRange } from './time-range.ts'

const STEPS = { H: 'hour', d: 'day', m: 'month', Y: 'year' } as const

/** Some years of hours; whoever asks for more has mistaken a unit. */
const MOST_FILES = 100_000

/**
 * The files that hold rows of a time, where their names tell of which: `%Y`, `%m`, `%d` and `%H` stand for year, month,
 * day and hour in UTC, and the finest of them says how much is in one file. A name without any holds all times. What
 * else a name says stays, a glob too. None is looked for: not all of them need to exist.
 *
 * Time O(files).
 *
 * @param pattern path or glob
 * @param range milliseconds since 1970, `to` exclusive
 * @returns paths or globs in the order of their times, each once; none for an empty range of dated names
 * @throws {RangeError} if these are more than 100,000
 * @example
 * datedFiles('logs/%Y-%m-%d.csv', { from: Date.UTC(2013, 1, 28), to: Date.UTC(2013, 2, 2) }) // ['logs/2013-02-28.csv', 'logs/2013-03-01.csv']
 */
export function datedFiles(pattern: string, { from, to }: TimeRange): string[] {
  const step = (['H', 'd', 'm', 'Y'] as const).find((sign) => pattern.includes(`%${sign}`))
  if (step === undefined) return [pattern]
  const names = new Set<string>()
  for (let at = startOf(from, STEPS[step]); at < to; at = nextOf(at, STEPS[step])) {
    names.add(nameAt(pattern, at))
    if (names.size > MOST_FILES) throw new RangeError(`More than ${MOST_FILES} files of \`${pattern}\` in one window`)
  }
  return [...names]
}

/** Whether names tell what times a file holds. */
export function isDated(pattern: string): boolean {
  return /%[YmdH]/.test(pattern)
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
  if (step === 'year') return Date.UTC(year, 0)
  if (step === 'month') return Date.UTC(year, month)
  const length = step === 'day' ? 86_400_000 : 3_600_000
  return Math.floor(time / length) * length
}

function nextOf(start: number, step: Step): number {
  const date = new Date(start)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  if (step === 'year') return Date.UTC(year + 1, 0)
  if (step === 'month') return Date.UTC(year, month + 1)
  return start + (step === 'day' ? 86_400_000 : 3_600_000)
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
