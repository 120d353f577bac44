import type { BinarySample, Groups, Undefined } from '../metrics/metric.ts'
import { type Disparity, disparityOf, groupRates } from './group-rates.ts'

/**
 * Demographic parity: do the groups get positive answers equally often?
 *
 * Groups without rows do not count. Time O(n).
 *
 * @param groups the group of each row
 * @returns the disparity of the shares answered positive, and those shares by group (NaN without rows);
 *   undefined with fewer than two groups
 * @see Fairlearn 0.15, `demographic_parity_difference` and `demographic_parity_ratio`
 * @example
 * demographicParity(binarySample({ labels: Uint8Array.of(0, 1, 0, 1), answers: Uint8Array.of(1, 1, 0, 1) }),
 *   { codes: Uint32Array.of(0, 0, 1, 1), count: 2 }) // { difference: 0.5, ratio: 0.5, rates: [1, 0.5] }
 */
export function demographicParity(
  { answers, weights }: BinarySample,
  groups: Groups,
): (Disparity & { readonly rates: readonly number[] }) | Undefined {
  const rates = groupRates({ answers, weights, groups }, () => true)
  const known = rates.filter((rate) => !Number.isNaN(rate))
  if (known.length < 2) return { undefined: 'fewer than two groups have rows' }
  return { ...disparityOf(known), rates }
}
