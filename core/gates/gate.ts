import type { FairnessChange, MetricComparison, SliceComparison } from '../artifacts/comparison.ts'
import type { Expectations } from '../artifacts/expectations.ts'
import type { FairnessMetric } from '../artifacts/fairness.ts'
import type { Robustness } from '../artifacts/robustness.ts'
import type { Margin } from '../metrics/metric.ts'
import type { Perturbation } from '../robustness/perturb.ts'

/** A rule over one metric: an absolute one (`min`, `max`) or one `against` a baseline. */
export interface Gate {
  readonly metric: string
  /** Of a fairness metric: the column whose groups are judged. */
  readonly by?: string
  readonly min?: number
  readonly max?: number
  /** Role or version of the baseline. */
  readonly against?: string
  /** Change of the test rows under which the metric may fall by the margin, beside the rows as they are. */
  readonly under?: Perturbation['perturbation']
  /** The metric's own default when not named. */
  readonly margin?: Margin
  /** true: no slice may be shown worse; `prove`: every slice must pass. */
  readonly slices?: boolean | 'prove'
}

/** What absolute gates look at: a metric of the candidate in `evaluation.json`. */
export interface MetricValue {
  readonly value: number | null
  readonly ci: readonly [number, number] | null
  /** Independent groups of rows; null or absent where each row is its own. */
  readonly groups?: number | null
}

/** What gates on fairness look at: one column in `evaluation.json`. */
export interface FairnessFound {
  readonly by: string
  readonly groups: readonly { readonly name: string; readonly too_small: string | null }[]
  readonly metrics: Readonly<Record<string, FairnessMetric>>
}

/** What gates under a change of the rows look at. */
export type RobustnessFound = Pick<Robustness, 'metrics' | 'perturbation' | 'reason'>

/** What a gate on pairs of rows looks at. */
export type ExpectationsFound = Pick<Expectations, 'held' | 'pairs'> & { readonly failed: readonly string[] }

/** What a gate on pairs of rows names in the place of a metric. */
export const ON_EXPECTATIONS = 'expectations'

/** What gates look at: plain numbers, as they stand in the files. */
export interface Findings {
  /** Slices were searched for: none means that none stood out, not that none was looked at. */
  readonly searched?: boolean
  readonly candidate: Readonly<Record<string, MetricValue>>
  readonly fairness?: readonly FairnessFound[] | undefined
  readonly robustness?: readonly RobustnessFound[] | undefined
  /** A text where what a report says of them is not to be believed. */
  readonly expectations?: ExpectationsFound | string | undefined
  readonly against: readonly {
    readonly role: string
    readonly metrics: Readonly<Record<string, MetricComparison>>
    readonly slices: readonly SliceComparison[]
    readonly fairness?: readonly FairnessChange[]
  }[]
}
