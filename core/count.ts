import { formatCount } from './format-number.ts'

/**
 * So many of something, in words for people.
 *
 * @param many where it is more than an `s` behind
 * @example
 * count(2, 'gate') // '2 gates'
 */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${formatCount(number)} ${number === 1 ? one : many}`
}
