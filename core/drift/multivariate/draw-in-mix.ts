import type { RandomBits } from '../../stats/random.ts'
import { drawRows } from './draw-rows.ts'

/** Rows of two samples, ascending. */
export interface DrawnRows {
  readonly reference: Uint32Array
  readonly current: Uint32Array
}

/**
 * Draws rows of two samples so that both have the current one's mix of slots, such as hours of the week: what differs between slots alone then tells
 * the two apart no more.
 *
 * Slots that either sample has no rows in are left out on both sides, and of the others those of which the reference has so few that with them there would
 * be less to compare: a single row of a Saturday does not bound the rows of all days. Of the reference as many rows are drawn as the mix allows, each at most once; where
 * some slots have too few, up to a twentieth of the rows may be of others. Time O(n + m + slots²).
 *
 * @param slots of each row of either sample, below 0 where it is not known
 * @param most rows of each sample
 * @returns undefined where more than half of the current rows lie in slots that the reference does not know; no more are left out
 * @example
 * drawInMix({ reference: Int32Array.of(0, 0, 1, 1), current: Int32Array.of(1, 1) }, 10, () => 0) // { reference: [2, 3], current: [0, 1] }
 */
export function drawInMix(
  slots: { readonly reference: Int32Array; readonly current: Int32Array },
  most: number,
  bits: RandomBits,
): DrawnRows | undefined {
  const known = rowsBySlot(slots.reference)
  const compared = slotsToCompare(known, rowsBySlot(slots.current), { most, fewest: slots.current.length / 2 })
  if (compared === undefined) return undefined
  const shared = Uint32Array.from(slots.current.keys()).filter((row) => compared.has(slots.current[row]!))
  const current = drawRows(shared.length, most, bits).map((at) => shared[at]!)
  const wanted = rowsBySlot(current.map((row) => slots.current[row]!))
  const rows = Math.floor(mostInMix(known, wanted, current.length, most))
  const quotas = new Map(
    Array.from(wanted, ([slot, count]) => {
      return [slot, Math.min(known.get(slot)!, Math.round((rows * count) / current.length))] as const
    }),
  )
  const left = new Map(known)
  const reference = Uint32Array.from(slots.reference.keys()).filter((row) => {
    const slot = slots.reference[row]!
    const quota = quotas.get(slot) ?? 0
    if (quota === 0) return false
    const rest = left.get(slot)!
    left.set(slot, rest - 1)
    // As in `drawRows`, within the slot.
    if (((bits() >>> 0) / 2 ** 32) * rest >= quota) return false
    quotas.set(slot, quota - 1)
    return true
  })
  return { reference, current }
}

/**
 * The slots of which most can be learned: those that the reference has the fewest rows of, for each of the window, are left out as long as what two
 * samples of these sizes tell, n · m / (n + m), grows.
 */
function slotsToCompare(
  known: ReadonlyMap<number, number>,
  there: ReadonlyMap<number, number>,
  { fewest, most }: { readonly fewest: number; readonly most: number },
): ReadonlySet<number> | undefined {
  const shared = [...there].filter(([slot]) => known.has(slot))
  shared.sort(([a, rowsOfA], [b, rowsOfB]) => known.get(a)! / rowsOfA - known.get(b)! / rowsOfB)
  let best: { readonly slots: ReadonlySet<number>; readonly told: number } | undefined
  for (let from = 0; from < shared.length; from++) {
    const wanted = new Map(shared.slice(from))
    const rows = wanted.values().reduce((sum, count) => sum + count, 0)
    if (rows < fewest) break
    const [n, m] = [mostInMix(known, wanted, rows, most), Math.min(rows, most)]
    const told = (n * m) / (n + m)
    if (best === undefined || told > best.told) best = { slots: new Set(wanted.keys()), told }
  }
  return best?.slots
}

/** What of the mix may be lacking. */
const LACKING = 0.05

/** The most rows of which the slots can give nearly all in the mix. */
function mostInMix(
  known: ReadonlyMap<number, number>,
  wanted: ReadonlyMap<number, number>,
  current: number,
  most: number,
): number {
  const given = (rows: number) =>
    wanted.entries().reduce((sum, [slot, count]) => sum + Math.min(known.get(slot)!, (rows * count) / current), 0)
  let [low, high] = [0, most]
  // The share that can be given falls as more are asked for.
  for (let step = 0; step < STEPS; step++) {
    const rows = (low + high) / 2
    if (given(rows) >= (1 - LACKING) * rows) low = rows
    else high = rows
  }
  return high
}

const STEPS = 40

/** Rows without a slot are left out. */
function rowsBySlot(slots: Iterable<number>): Map<number, number> {
  const rows = new Map<number, number>()
  for (const slot of slots) if (slot >= 0) rows.set(slot, (rows.get(slot) ?? 0) + 1)
  return rows
}
