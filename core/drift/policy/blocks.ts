import type { PartCounts, Parted } from '../compared.ts'
import type { LaidSide, Layout } from './lay-out.ts'

/** The rows of a column by block and cell, blocks of the current sample first. */
export interface Blocks {
  readonly cells: number
  /** Blocks of the current sample. */
  readonly current: number
  /** Blocks of one stratum may be permuted. As long as there are blocks. */
  readonly stratumOf: Int32Array
  /** Rows, as blocks of the current sample count: blocks · cells. */
  readonly plain: Float64Array
  /** Rows, as blocks of the reference count: re-weighted where the season asks for it, else the same array. */
  readonly weighted: Float64Array
}

/**
 * Adds up parts into blocks, which may be permuted within the same weekday, or hour of the week.
 *
 * Time O(parts · cells).
 *
 * @param weights of a row of the reference by slot of the week; parts of a slot without a weight are left out on both sides
 */
export function blocksInStrata(parted: Parted, layout: Layout, weights?: Float64Array): Blocks {
  const { cells } = parted
  const current = layout.current.blocks
  const blocks = current + layout.reference.blocks
  const plain = new Float64Array(blocks * cells)
  const weighted = weights === undefined ? plain : new Float64Array(blocks * cells)
  // Blocks that are left out altogether stay where they are.
  const stratumOf = new Int32Array(blocks).fill(-1, 0, current).fill(-2, current)
  const add = (side: LaidSide, { rows }: PartCounts, first: number) => {
    for (let part = 0; part < side.parts; part++) {
      const slot = side.slotOf[part]!
      const weight = weights === undefined ? 1 : (weights[slot] ?? 0)
      if (weight === 0) continue
      const block = first + side.blockOf[part]!
      stratumOf[block] = stratumOfSlot(slot, layout)
      for (let k = 0; k < cells; k++) {
        const here = rows[part * cells + k]!
        plain[block * cells + k]! += here
        if (weights !== undefined) weighted[block * cells + k]! += weight * here
      }
    }
  }
  add(layout.current, parted.current, 0)
  add(layout.reference, parted.reference, current)
  return { cells, current, stratumOf, plain, weighted }
}

/**
 * The same without weights: blocks that may be permuted within their weekday or hour where there are ways enough, else freely.
 *
 * Days of one weekday are exchangeable with and without a week's rhythm; other days only without.
 */
export function blocksOf(parted: Parted, layout: Layout): Blocks {
  const blocks = blocksInStrata(parted, layout)
  return waysToPermute(blocks) >= DECIDING_WAYS
    ? blocks
    : { ...blocks, stratumOf: new Int32Array(blocks.stratumOf.length) }
}

/** With fewer ways to permute blocks no p-value stands a correction for many columns. */
export const DECIDING_WAYS = 10_000

/** The product of C(blocks, current blocks) over the strata; stops counting where it is enough. */
export function waysToPermute({ stratumOf, current }: Pick<Blocks, 'stratumOf' | 'current'>): number {
  const sizes = new Map<number, { all: number; current: number }>()
  stratumOf.forEach((stratum, block) => {
    const { all, current: before } = sizes.get(stratum) ?? { all: 0, current: 0 }
    sizes.set(stratum, { all: all + 1, current: before + (block < current ? 1 : 0) })
  })
  let ways = 1
  for (const { all, current: chosen } of sizes.values()) {
    for (let k = 1; k <= chosen && ways < DECIDING_WAYS ** 2; k++) ways *= (all - chosen + k) / k
  }
  return ways
}

/** Days of one weekday are alike, hours of one slot where both sides tell them; groups lie anywhere in the week. */
function stratumOfSlot(slot: number, { by, slotsPerDay, unlikeHours = false }: Layout): number {
  if (by === 'group' || slot < 0 || (by === 'hour' && unlikeHours)) return 0
  return by === 'day' ? Math.floor(slot / slotsPerDay) : slot
}
