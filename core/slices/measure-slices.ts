import { pickGroups } from '../groups.ts'
import { measure } from '../metrics/measure.ts'
import type { Groups, Metric, Sample } from '../metrics/metric.ts'
import { pickRows } from '../metrics/pick-rows.ts'
import { type Slice, tooSmall } from './slice.ts'

/** One slice of `evaluation.json`. */
export interface SliceEvaluation {
  readonly by: Readonly<Record<string, string>>
  readonly rows: number
  /** Why intervals are missing; null when the slice has enough rows. */
  readonly too_small: string | null
  /** The value of each metric that has one here, with its 95 % interval. */
  readonly metrics: Readonly<
    Record<
      string,
      { readonly value: number; readonly ci: readonly [number, number] | null; readonly se: number | null }
    >
  >
}

/**
 * Measures one model in each slice, for `evaluation.json`. A metric that has no value in a slice is
 * left out there. Cost: about one pass of each metric over the rows for every column that is sliced.
 */
export function measureSlices<S extends Sample>(
  sample: S,
  metrics: readonly Metric<S>[],
  slices: readonly Slice[],
  { groups, seed }: { groups: Groups | undefined; seed: number },
): SliceEvaluation[] {
  return slices.map((slice) => {
    const rows = pickRows(sample, slice.rows)
    const small = tooSmall(slice)
    const alike = groups === undefined ? undefined : pickGroups(groups, slice.rows)
    const measured = metrics.flatMap((metric) => {
      const found = measure(metric, rows, { groups: alike, seed })
      if ('undefined' in found) return []
      const known = small === null && Number.isFinite(found.se)
      return [[metric.name, { value: found.value, ci: known ? found.ci : null, se: known ? found.se : null }] as const]
    })
    return { by: slice.by, rows: slice.rows.length, too_small: small, metrics: Object.fromEntries(measured) }
  })
}
