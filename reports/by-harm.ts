import type { SliceComparison, SliceMetric } from '../core/artifacts/comparison.ts'
import { gainIn } from '../core/comparison/gain-in.ts'
import { saySlice } from '../core/gates/say.ts'

/** Slices by their gain in a metric, the greatest loss first; those without a value last. */
export function byHarm(slices: readonly SliceComparison[], metric: string): SliceComparison[] {
  const gain = (slice: SliceComparison) => {
    const judged = metricIn(slice, metric)
    return (judged && gainIn(metric, judged)?.value) ?? Infinity
  }
  return slices.toSorted((a, b) => gain(a) - gain(b) || (saySlice(a) < saySlice(b) ? -1 : 1))
}

/** Shown worse after the correction for looking at many slices. */
export function isWorse(slice: SliceComparison, metric: string): boolean {
  const judged = metricIn(slice, metric)
  return judged?.p_worse_holm !== null && judged?.p_worse_holm !== undefined && judged.p_worse_holm < 0.05
}

/** What one metric says of a slice; a metric of a report of somebody else may be called `constructor`. */
export function metricIn({ metrics }: SliceComparison, metric: string): SliceMetric | undefined {
  return Object.hasOwn(metrics, metric) ? metrics[metric] : undefined
}
