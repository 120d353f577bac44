import type { MetricComparison, SliceComparison } from '../artifacts/comparison.ts'
import { decimalsOf, formatDelta, formatNumber } from '../format-number.ts'

/** A value and its interval, rounded to what the interval supports: `0.71 (0.69 to 0.73)`. */
export function sayValue({ ci, value }: { readonly value: number; readonly ci: readonly [number, number] }): string {
  const decimals = decimalsOf(ci)
  return `${formatNumber(value, decimals)} (${formatNumber(ci[0], decimals)} to ${formatNumber(ci[1], decimals)})`
}

/** How two models differ: `+0.010 [+0.006, +0.014]`. */
export function sayChange({ delta, ci }: MetricComparison): string {
  return delta === null || ci === null ? 'no values' : formatDelta(delta, ci)
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
