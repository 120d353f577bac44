import type { ComparedTexts } from '../compared.ts'
import { poolRare } from '../statistics/pool-rare.ts'

/** Levels in bins. */
export interface Binned {
  readonly counts: { readonly reference: readonly number[]; readonly current: readonly number[] }
  readonly cellOf: (level: string) => number
}

/**
 * Bins of levels, the rare ones in one: chosen by both samples together, so that two of one source are as alike in them as in any.
 *
 * Time O(k log k) for k levels.
 *
 * @param options.least rows that a bin must expect in the smaller sample
 */
export function binLevels({ levels, counts }: ComparedTexts, { least = 5 } = {}): Binned {
  const { reference, current, kept } = poolRare(counts, { least })
  const cells = new Map(kept.map((at, cell) => [levels[at]!, cell]))
  return { counts: { reference, current }, cellOf: (level) => cells.get(level) ?? kept.length }
}

/**
 * The same, with levels that the reference does not have in a bin of their own, as that is where a new category shows.
 *
 * That bin is empty in the reference because it was chosen so: it tells of an effect, and nothing of significance.
 */
export function binNew({ levels, counts, ...rest }: ComparedTexts): Binned['counts'] {
  const known = levels.map((_, k) => k).filter((k) => counts.reference[k]! > 0)
  const pick = (rows: ArrayLike<number>) => known.map((k) => rows[k]!)
  const current = pick(counts.current)
  const unseen = rest.current.rows - current.reduce((sum, rows) => sum + rows, 0)
  const pooled = poolRare({ reference: pick(counts.reference), current })
  return { reference: [...pooled.reference, 0], current: [...pooled.current, unseen] }
}
