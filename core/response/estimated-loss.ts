import type { Drift } from '../artifacts/drift.ts'

/**
 * Whether performance is estimated, without labels, to have fallen by more than the margin: its whole interval. An
 * estimate that labelled windows have shown to be no better than a constant counts for nothing.
 *
 * @returns what is estimated, as a sentence; undefined where no loss is
 */
export function estimatedLoss(performance: Drift['performance']): string | undefined {
  if (performance === null || performance.estimate === null) return undefined
  const { estimate, higher_is_better, margin, metric } = performance
  const estimated = estimate.metrics[metric]
  if (estimated === undefined || estimated.reference === null || estimate.validation === 'not_validated')
    return undefined
  const [low, high] = estimated.ci
  const least = higher_is_better ? estimated.reference - high : low - estimated.reference
  if (!(least > margin)) return undefined
  return `without labels, ${metric} is estimated at ${shown(estimated.value)} by ${estimate.method}, where it was ${shown(estimated.reference)} on the reference`
}

function shown(value: number): string {
  return value.toPrecision(4)
}
