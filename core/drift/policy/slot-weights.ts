import type { PartCounts, Parted } from '../compared.ts'
import type { LaidSide, Layout } from './lay-out.ts'

/** Weights of the reference's rows, or why there are none. */
export type SlotWeights = { readonly weights: Float64Array } | { readonly because: string }

/**
 * How much a row of the reference must count, by its slot of the week, for the reference to have the window's mix of weekdays and
 * hours.
 *
 * Slots that either side has no rows in weigh 0: they are left out on both sides. Time O(parts · cells).
 *
 * @returns the reason where more than half of the window lies in slots that the reference does not know
 */
export function slotWeights(parted: Parted, layout: Layout): SlotWeights {
  const slots = 7 * layout.slotsPerDay
  if (slots === 0) return { because: 'the reference has no times to know weekdays and hours by' }
  const reference = rowsBySlot(layout.reference, parted.reference, parted.cells, slots)
  const current = rowsBySlot(layout.current, parted.current, parted.cells, slots)
  const all = current.reduce((sum, rows) => sum + rows, 0)
  const known = current.reduce((sum, rows, slot) => sum + (reference[slot]! > 0 ? rows : 0), 0)
  if (known * 2 < all) return { because: 'the reference has too few rows at these weekdays and hours' }
  const inReference = reference.reduce((sum, rows, slot) => sum + (current[slot]! > 0 ? rows : 0), 0)
  const weights = reference.map((rows, slot) =>
    rows > 0 && current[slot]! > 0 ? current[slot]! / known / (rows / inReference) : 0,
  )
  return { weights }
}

function rowsBySlot(side: LaidSide, { rows }: PartCounts, cells: number, slots: number): Float64Array {
  const sums = new Float64Array(slots)
  for (let part = 0; part < side.parts; part++) {
    const slot = side.slotOf[part]!
    if (slot < 0) continue
    for (let k = 0; k < cells; k++) sums[slot]! += rows[part * cells + k]!
  }
  return sums
}
