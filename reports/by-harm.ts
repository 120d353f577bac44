import type { SliceComparison } from '../core/artifacts/comparison.ts'
import { saySlice } from '../core/gates/say.ts'

/** Slices by their gain in a metric, the greatest loss first; those without a value last. */
export function byHarm(slices: readonly SliceComparison[], metric: string): SliceComparison[] {
  const gain = (slice: SliceComparison) => {
    const judged = Object.hasOwn(slice.metrics, metric) ? slice.metrics[metric] : undefined
    if (judged === undefined || judged.delta === null) return Infinity
    return judged.higher_is_better ? judged.delta : -judged.delta
  }
  return slices.toSorted((a, b) => gain(a) - gain(b) || (saySlice(a) < saySlice(b) ? -1 : 1))
}

/** Shown worse after the correction for looking at many slices. */
export function isWorse(slice: SliceComparison, metric: string): boolean {
  const judged = Object.hasOwn(slice.metrics, metric) ? slice.metrics[metric] : undefined
  return judged?.p_worse_holm !== null && judged?.p_worse_holm !== undefined && judged.p_worse_holm < 0.05
}
