import { formatSize } from './drift/numbers.ts'

/**
 * How long something took, in minutes, or in seconds where it was less than one.
 *
 * @param minutes 0 or more
 * @example
 * sayTook(0.031) // '1.9 seconds'
 */
export function sayTook(minutes: number): string {
  return minutes < 1 ? `${formatSize(60 * minutes)} seconds` : `${formatSize(minutes)} minutes`
}
