import type { PartCounts, Parted } from '../compared.ts'
import type { LaidSide, Layout } from './lay-out.ts'
import { FLOOR } from './limits.ts'

/** Weights of the reference's rows, and what of the window's week it lacks; or why there are none. */
export type SlotWeights =
  | { readonly weights: Float64Array; readonly lacks: string | undefined }
  | { readonly because: string }

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
  const lacks = all - known > LITTLE * all ? lackOf(current, reference, layout.slotsPerDay) : undefined
  if (known * 2 < all) return { because: lacks! }
  const inReference = reference.reduce((sum, rows, slot) => sum + (current[slot]! > 0 ? rows : 0), 0)
  const weights = reference.map((rows, slot) =>
    rows > 0 && current[slot]! > 0 ? current[slot]! / known / (rows / inReference) : 0,
  )
  return { weights, lacks }
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

/** So small a share of a window moves no distribution by more than the floor. */
const LITTLE = FLOOR

/** What of the window's week the reference has no rows of. */
function lackOf(current: Float64Array, reference: Float64Array, perDay: number): string {
  const dayOf = (rows: Float64Array, day: number) =>
    rows.subarray(day * perDay, (day + 1) * perDay).reduce((sum, here) => sum + here, 0)
  const days = WEEKDAYS.map((name, day) => ({ name, rows: dayOf(current, day), known: dayOf(reference, day) > 0 }))
  const lacking = days.filter(({ known, rows }) => rows > 0 && !known)
  const unknown = current.reduce((sum, rows, slot) => sum + (reference[slot]! > 0 ? 0 : rows), 0)
  return lacking.reduce((sum, { rows }) => sum + rows, 0) * 2 < unknown
    ? 'the reference has no rows at many hours of the window (UTC)'
    : `the reference has no rows on ${lacking.map(({ name }) => name).join(', ')} (UTC)`
}

/** As 1970 began. */
const WEEKDAYS = ['Thursday', 'Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday']
