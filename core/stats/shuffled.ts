import type { RandomBits } from './random.ts'

/**
 * 0 … count − 1 in random order, each order as likely as any other.
 *
 * @see Fisher & Yates 1938; Durstenfeld 1964, doi:10.1145/364520.364540
 * @example
 * shuffled(3, () => 0) // [1, 2, 0]
 */
export function shuffled(count: number, bits: RandomBits): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, at) => at)
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(((bits() >>> 0) / 2 ** 32) * (last + 1))
    const kept = order[last]!
    order[last] = order[other]!
    order[other] = kept
  }
  return order
}
