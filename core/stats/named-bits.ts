import { sha256 } from '../sha256.ts'
import { type RandomBits, randomBits } from './random.ts'

/** Generators of random bits, each its own by its name. */
export type NamedBits = (name: string) => RandomBits

/**
 * Random bits for each of several things, so that what is drawn for one depends on the seed and its own name alone: with one generator for all a column
 * more would change the numbers of those after it.
 *
 * @param seed a whole number; the same seed and name give the same bits everywhere
 * @example
 * namedBits(7)('distance')() === namedBits(7)('distance')() // true
 */
export function namedBits(seed: number): NamedBits {
  return (name) =>
    randomBits(Number.parseInt(sha256(`${seed}/${name}`).slice('sha256:'.length, 'sha256:'.length + 8), 16))
}
