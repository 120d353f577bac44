import type { MetricComparison } from '../artifacts/comparison.ts'
import { type Estimated, endsAt, type Gain, gainOf, gainTowardsZero, probabilityBelow } from './gain.ts'
import type { PairedValues } from './paired-values.ts'
import { rowsNeeded } from './rows-needed.ts'
import { addSpreads } from './spread.ts'
import { verdictOf } from './verdict.ts'

/** The part of a comparison that the data decide. Fields that are not named are null, the verdict `undecided`. */
export type Finding = Partial<
  Pick<
    MetricComparison,
    'ci' | 'se' | 'p_value' | 'p_worse' | 'gain_ci' | 'verdict' | 'rows_needed' | 'reason' | 'note'
  >
>

/** What stands around two values: how many rows gave them, and the loss that is allowed. */
interface Circumstances {
  readonly rows: number
  /** Undefined: every row by itself. */
  readonly groups: number | undefined
  /** In the metric's own units, ≥ 0. */
  readonly margin: number
}

/** Fewer groups than this say too little about how groups scatter. */
export const FEWEST_GROUPS = 10

export function tooFewGroups(groups: number): string {
  return `only ${groups === 1 ? '1 group' : `${groups} groups`}, at least ${FEWEST_GROUPS} are needed for a verdict`
}

/**
 * Interval, p-values and verdict of a difference. Where groups are too few for a verdict the
 * interval is still given, and `reason` says what is missing.
 */
export function findingOf(
  values: PairedValues,
  metric: { readonly higherIsBetter: boolean; readonly targetsZero?: boolean },
  { rows, groups, margin }: Circumstances,
): Finding {
  const combine = (c: number, b: number): Estimated => ({
    value: c * values.candidate + b * values.baseline,
    ...addSpreads(values.sampling(c, b), values.seeds(c, b)),
  })
  const delta = combine(1, -1)
  if (!Number.isFinite(delta.variance)) return { reason: 'too few rows or groups to know how the difference scatters' }

  const gain: Gain = metric.targetsZero ? gainTowardsZero(combine) : gainOf(delta, metric.higherIsBetter ? 1 : -1)
  const seeds = values.seeds(1, -1).variance
  const needed = rowsNeeded({ rows, sampling: delta.variance - seeds, seeds, margin })
  const measured: Finding = {
    ci: endsAt(delta, 0.975),
    se: Math.sqrt(delta.variance),
    ...(metric.targetsZero ? { gain_ci: gain.ci } : {}),
    ...(typeof needed === 'number' ? { rows_needed: needed } : { reason: needed }),
    note: values.note,
  }
  if (groups !== undefined && groups < FEWEST_GROUPS) {
    return { ...measured, reason: tooFewGroups(groups) }
  }
  return {
    ...measured,
    p_value: Math.min(1, 2 * probabilityBelow({ ...delta, value: -Math.abs(delta.value) }, 0)),
    p_worse: gain.pWorse(margin),
    verdict: verdictOf(gain.ci, margin),
  }
}

/** Predictions that a metric cannot tell apart differ by nothing, on any rows. */
export const NO_DIFFERENCE: Finding = {
  ci: [0, 0],
  se: 0,
  p_value: 1,
  p_worse: 1,
  verdict: 'equivalent',
  rows_needed: 0,
  note: 'both models give the same predictions, as far as this metric can see',
}
