/**
 * The metrics that gates are on, but for those of fairness: these are computed by group.
 *
 * @example
 * gatedMetrics([{ metric: 'f1' }, { metric: 'demographic_parity_difference', by: 'sex' }]) // ['f1']
 */
export function gatedMetrics(gates: readonly { readonly metric: string; readonly by?: string }[]): string[] {
  return gates.flatMap(({ by, metric }) => (by === undefined ? [metric] : []))
}
