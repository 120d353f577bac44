import { ON_EXPECTATIONS } from './gate.ts'

/**
 * The metrics that gates are on, but for those of fairness, which are computed by group, and pairs of rows, which are no metric.
 *
 * @example
 * gatedMetrics([{ metric: 'f1' }, { metric: 'demographic_parity_difference', by: 'sex' }]) // ['f1']
 */
export function gatedMetrics(gates: readonly { readonly metric: string; readonly by?: string }[]): string[] {
  return gates.flatMap(({ by, metric }) => (by === undefined && metric !== ON_EXPECTATIONS ? [metric] : []))
}
