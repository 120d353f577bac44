import type { RandomBits } from '../../stats/random.ts'
import type { Parted } from '../compared.ts'
import { blocksInStrata, DECIDING_WAYS, waysToPermute } from './blocks.ts'
import type { Layout } from './lay-out.ts'
import type { Permutations } from './permutations.ts'
import { type Measure, type Permuted, permuteBlocks } from './permute-blocks.ts'
import { slotWeights } from './slot-weights.ts'

/** A window beside the reference with its own mix of weekdays and hours. */
export interface BySeason extends Permuted {
  /** Whether there are ways enough to permute blocks within their weekday and hour for the p-value to decide. */
  readonly decides: boolean
}

/**
 * Compares a window with the reference re-weighted to the window's weekdays and hours, so that a weekend is not compared with a whole week.
 *
 * Blocks are permuted within their weekday, or their hour of the week. Time that of `permuteBlocks`.
 *
 * @returns the reason where the reference cannot have the window's mix
 */
export function bySeason(
  parted: Parted,
  layout: Layout,
  { measure, bits, more }: { measure: Measure; bits: RandomBits; more?: Permutations | undefined },
): BySeason | { readonly because: string } {
  const weighed = slotWeights(parted, layout)
  if ('because' in weighed) return weighed
  const blocks = blocksInStrata(parted, layout, weighed.weights)
  const ways = waysToPermute(blocks)
  if (ways < FEWEST_WAYS) return { because: 'the reference has too few blocks of the same weekdays and hours' }
  return { ...permuteBlocks(blocks, measure, { bits, more }), decides: ways >= DECIDING_WAYS }
}

/** Below, no p-value is 0.05 or less. */
const FEWEST_WAYS = 20
