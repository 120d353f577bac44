import { wilsonInterval } from '../../stats/wilson.ts'
import type { Tails } from './tails.ts'

/** How far a range reaches beyond what was seen, as a share of it. */
const BEYOND = 0.1

/**
 * And how many times the mean excess of its tail: of an exponential tail as many rows again exceed it once in a
 * thousand times. A tenth alone is exceeded by every fourth such batch.
 */
const TAIL = 7

/** Ranges of whole numbers that clocks and calendars have, and switches: there is nothing beyond. */
const NATURAL = ['0–1', '0–6', '1–7', '0–11', '1–12', '0–23', '1–31', '1–53', '0–59', '1–366']

/**
 * A range with slack: a tenth of its width on each side, or 7 times the mean excess of the tail there, rounded outwards
 * to two digits that count, and not past 0 where nothing on the other side of 0 was seen; from 0 to 1 where all was
 * within; exactly the range of hours, months and the like.
 *
 * @param whole whether values are integers
 * @param tails as `tailsOf` finds them
 * @example
 * widen([3, 118], true) // [0, 130]
 */
export function widen(
  [min, max]: readonly [number, number],
  whole: boolean,
  [below, above]: Tails = [0, 0],
): [number, number] {
  if (!whole && min >= 0 && max <= 1) return [0, 1]
  if (whole && NATURAL.includes(`${min}–${max}`)) return [min, max]
  const width = max - min || Math.abs(max) || 1
  // Where numbers have more digits than their range is wide, rounding could end within.
  const low = Math.min(min, outwards(min - Math.max(BEYOND * width, TAIL * below), Math.floor))
  const high = Math.max(max, outwards(max + Math.max(BEYOND * width, TAIL * above), Math.ceil))
  const ends: [number, number] = [min >= 0 && low < 0 ? 0 : low, max <= 0 && min < 0 && high > 0 ? 0 : high]
  return whole ? [Math.floor(ends[0]), Math.ceil(ends[1])] : ends
}

function outwards(value: number, round: (value: number) => number): number {
  if (value === 0) return 0
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1)
  // Too small to have digits of its own.
  if (unit === 0) return value
  // Dividing by a power below 1 would leave 0.30000000000000004.
  return Number((round(Number((value / unit).toPrecision(12))) * unit).toPrecision(12))
}

/** The normal's quantile of 99.9 %, one-sided. */
const CRITICAL = 3.0902

/**
 * A share of missing values with slack: 0 where none was, else what as many rows again of the same kind exceed once in
 * a thousand times, rounded up to two digits that count. Two samples of n rows differ as one of n/2 does from the truth.
 *
 * @example
 * missingShare(12, 1000) // 0.039
 */
export function missingShare(missing: number, rows: number): number {
  if (missing === 0) return 0
  const [, upper] = wilsonInterval(missing / rows, rows / 2, CRITICAL)
  return Math.min(1, outwards(upper, Math.ceil))
}
