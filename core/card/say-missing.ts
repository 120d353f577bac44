import { count } from '../count.ts'

/**
 * How much a card lacks, before a list of it.
 *
 * @param lacks how many things
 * @example
 * sayMissing(1) // '1 thing is missing:'
 */
export function sayMissing(lacks: number): string {
  return lacks === 0 ? 'nothing is missing' : `${count(lacks, 'thing is', 'things are')} missing:`
}
