import { fromOrderedBits, orderedBits } from '../../data/profile/ordered-bits.ts'

/**
 * The number next below one; −∞ below all.
 *
 * @param value a finite number, not −0
 * @example
 * justBelow(1) // 0.9999999999999999
 */
export function justBelow(value: number): number {
  return value === -Number.MAX_VALUE ? -Infinity : fromOrderedBits(orderedBits(value) - 1n)
}
