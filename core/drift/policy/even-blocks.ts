import type { RandomBits } from '../../stats/random.ts'
import type { PartCounts, Parted } from '../compared.ts'
import { sumOf } from './block-counts.ts'
import type { LaidSide, Layout } from './lay-out.ts'

/** With so many times as many rows a block as the other side has, it has too many. */
const UNLIKE = 2

/**
 * The same with about as many rows a block on either side: of the side that has more than twice as many some are drawn.
 *
 * Blocks can only be permuted where they are alike. One with many rows outweighs all others of the side that it comes to, so that days of full logs beside
 * those of a sample of old ones look the same whichever of them are called current, however far they have moved. Time O(rows).
 */
export function evenBlocks(parted: Parted, { current, reference }: Layout, bits: RandomBits): Parted {
  const theirs = rowsInBlock(parted.reference, parted.cells, reference)
  const ours = rowsInBlock(parted.current, parted.cells, current)
  if (theirs > UNLIKE * ours) return { ...parted, reference: drawn(parted.reference, ours / theirs, bits) }
  if (ours > UNLIKE * theirs) return { ...parted, current: drawn(parted.current, theirs / ours, bits) }
  return parted
}

/** On average, of the blocks that have a value. */
function rowsInBlock({ parts, rows }: PartCounts, cells: number, { blockOf }: Pick<LaidSide, 'blockOf'>): number {
  const known = new Set<number>()
  for (let part = 0; part < parts; part++)
    if (rows.subarray(part * cells, (part + 1) * cells).some((count) => count > 0)) known.add(blockOf[part]!)
  return sumOf(rows) / Math.max(1, known.size)
}

/** Each row with this probability. */
function drawn({ parts, rows }: PartCounts, share: number, bits: RandomBits): PartCounts {
  const upTo = share * 2 ** 32
  return {
    parts,
    rows: rows.map((count) => {
      let some = 0
      for (let row = 0; row < count; row++) if (bits() >>> 0 < upTo) some++
      return some
    }),
  }
}
