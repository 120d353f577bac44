import type { DriftFeature } from '../../artifacts/drift.ts'
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
  /** What the reference lacks of the window's week, where no p-value makes up for that. */
  readonly lacks: string | undefined
}

/**
 * Compares a window with the reference re-weighted to the window's weekdays and hours, so that a weekend is not compared with a whole week.
 *
 * Blocks are permuted within their weekday, or their hour of the week. Where a part of the window is left out, because the reference lacks its weekdays, that
 * part may be why the window differs as it is: then only a p-value can say that the rest does too. Time that of `permuteBlocks`.
 *
 * @returns the reason where the reference cannot have the window's mix
 */
export function bySeason(
  parted: Parted,
  layout: Layout,
  { measure, bits, more }: { measure: Measure; bits: RandomBits; more?: Permutations | undefined },
): BySeason | { readonly because: string } {
  if (layout.by === 'hour' && layout.unlikeHours)
    return { because: 'one of reference and window tells no hours, as where its times are dates alone' }
  const weighed = slotWeights(parted, layout)
  if ('because' in weighed) return weighed
  const blocks = blocksInStrata(parted, layout, weighed.weights)
  const ways = waysToPermute(blocks)
  if (ways < FEWEST_WAYS) return { because: 'the reference has too few blocks of the same weekdays and hours' }
  const decides = ways >= DECIDING_WAYS
  return { ...permuteBlocks(blocks, measure, { bits, more }), decides, lacks: decides ? undefined : weighed.lacks }
}

/** Below, no p-value is 0.05 or less. */
const FEWEST_WAYS = 20

/** What is said of a column whose season the reference does not know, or not enough of it. */
export function unmatched(season: BySeason | { readonly because: string }): Pick<DriftFeature, 'unmatched' | 'reason'> {
  const [how, why] =
    'because' in season ? ['not compared by season', season.because] : ['compared by season only in part', season.lacks]
  return why === undefined ? { reason: null } : { unmatched: true, reason: `${how}: ${why}; ${WHOLE_WEEKS}` }
}

const WHOLE_WEEKS = 'give a reference of whole weeks, with the times of its rows'
