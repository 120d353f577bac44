import type { MetricComparison } from '../artifacts/comparison.ts'
import { targetsZero } from '../metrics/targets-zero.ts'

/** How much better a candidate is, positive for better, in the units of the metric. */
export interface FoundGain {
  readonly value: number
  /** 95 % interval; null where nobody knows how the difference scatters. */
  readonly ci: readonly [number, number] | null
}

type Found = Pick<MetricComparison, 'baseline' | 'candidate' | 'ci' | 'delta' | 'gain_ci' | 'higher_is_better'>

/**
 * A difference of an artifact turned so that positive is better, whichever way the metric goes. Of one that should be
 * near zero, such as a bias, the gain is the fall of its absolute value.
 *
 * @param metric its name
 * @returns undefined where there is no difference
 * @example
 * gainIn('log_loss', { baseline: 0.5, candidate: 0.7, delta: 0.2, ci: [0.1, 0.3], higher_is_better: false }) // { value: -0.2, ci: [-0.3, -0.1] }
 */
export function gainIn(metric: string, found: Found): FoundGain | undefined {
  const { baseline, candidate, ci, delta, gain_ci } = found
  if (delta === null) return undefined
  // Of equal predictions no other interval is written than [0, 0].
  if (gain_ci !== undefined || (targetsZero(metric) && delta !== 0))
    return { value: Math.abs(baseline ?? 0) - Math.abs(candidate ?? 0), ci: gain_ci ?? null }
  return { value: found.higher_is_better ? delta : 0 - delta, ci: ci && gainEnds({ ...found, ci }) }
}

/** The interval of the gain from that of the difference. */
export function gainEnds({
  ci,
  gain_ci,
  higher_is_better,
}: Pick<Found, 'gain_ci' | 'higher_is_better'> & { readonly ci: readonly [number, number] }): readonly [
  number,
  number,
] {
  return gain_ci ?? (higher_is_better ? ci : [0 - ci[1], 0 - ci[0]])
}
