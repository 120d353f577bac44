import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Gives the next 32 random bits, as a signed integer. */
export type RandomBits = () => number

/**
 * A generator of 32 random bits: xoroshiro128+ of pure-rand, its period 2¹²⁸ − 1.
 *
 * The first draws are thrown away, because neighbouring seeds start out alike.
 *
 * @param seed a whole number, of which the lower 32 bits count; the same seed gives the same bits everywhere
 * @see Blackman & Vigna 2021, doi:10.1145/3460772
 * @example
 * randomBits(7)() === randomBits(7)() // true
 */
export function randomBits(seed: number): RandomBits {
  const generator = xoroshiro128plus(seed)
  for (let i = 0; i < WARM_UP; i++) generator.next()
  return () => generator.next()
}

const WARM_UP = 64
