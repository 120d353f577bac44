import type { MetricComparison, SliceComparison } from '../comparison/comparison.ts'

/**
 * A number as a sentence shows it: four digits that count, no trailing zeros, a real minus sign.
 *
 * @example
 * sayNumber(-0.012345) // '−0.01235'
 */
export function sayNumber(value: number): string {
  return String(Number(value.toPrecision(4))).replace('-', '−')
}

/** An interval in words: `−0.003 to 0.002`. */
export function sayInterval([lo, hi]: readonly [number, number]): string {
  return `${sayNumber(lo)} to ${sayNumber(hi)}`
}

/** Both values and how they differ: `0.71 after 0.7, change 0.01 (95 % interval 0.006 to 0.014)`. */
export function sayChange({ candidate, baseline, delta, ci }: MetricComparison): string {
  if (candidate === null || baseline === null || delta === null || ci === null) return 'no values'
  return `${sayNumber(candidate)} after ${sayNumber(baseline)}, change ${sayNumber(delta)} (95 % interval ${sayInterval(ci)})`
}

/** A slice in words: `carrier = AA and origin = JFK`. */
export function saySlice({ by }: Pick<SliceComparison, 'by'>): string {
  return Object.entries(by)
    .map(([column, value]) => `${column} = ${value}`)
    .join(' and ')
}

/** At most three names, and how many more there are: `a, b, c and 4 more`. */
export function sayList(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ')
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown
}
