import type { Groups, Margin, Metric, Sample } from '../metrics/metric.ts'

export type Verdict = 'better' | 'equivalent' | 'worse' | 'undecided'

/** One metric of `comparison.json`. Numbers are null where they do not exist; `reason` then says why. */
export interface MetricComparison {
  readonly baseline: number | null
  readonly candidate: number | null
  /** Candidate − baseline, in the metric's own units; so is its 95 % interval. */
  readonly delta: number | null
  readonly ci: readonly [number, number] | null
  /** Standard error of `delta`. */
  readonly se: number | null
  /** Two-sided, for delta = 0. */
  readonly p_value: number | null
  /** One-sided, for gain ≥ −margin: small means shown worse. */
  readonly p_worse: number | null
  /** The same after Holm over the slices; null outside slices. */
  readonly p_worse_holm: number | null
  /** McNemar's exact p, where the metric only counts rows that one model got right and the other wrong. */
  readonly p_exact?: number
  /** 95 % interval of the gain, where it is not the interval of ±delta: `bias`, better the nearer to 0. */
  readonly gain_ci?: readonly [number, number]
  readonly method: 'influence' | 'bootstrap'
  readonly higher_is_better: boolean
  readonly margin: number | null
  /** The margin as it was declared: `0.005` or `1%`. */
  readonly margin_rule: string
  /** null: the metric is shown but never judged. */
  readonly verdict: Verdict | null
  readonly rows_needed: number | null
  /** Why a number is null or the verdict is undecided other than by its interval. */
  readonly reason: string | null
  /** What else a reader must know to read the interval right. */
  readonly note: string | null
}

/**
 * Predictions of both models for the same rows, in the same order, with the same labels and
 * weights. Several samples of one side are trainings with different seeds.
 */
export interface Contest<S extends Sample = Sample> {
  /** At least one, all with the same labels and weights. */
  readonly candidate: readonly S[]
  readonly baseline: readonly S[]
  /** Undefined: every row is independent of the others. */
  readonly groups: Groups | undefined
  /** Decides the bootstrap's draws. */
  readonly seed: number
}

/** A metric and how far it may fall. */
export interface Judged<S extends Sample = Sample> {
  readonly metric: Metric<S>
  readonly margin: Margin
}

/** What a slice of `comparison.json` says about one metric. */
export interface SliceMetric extends MetricComparison {
  /** Undecided slices: the smallest loss that would have been shown with 80 % power, in the metric's own units. */
  readonly detectable_loss: number | null
}

/** One slice of `comparison.json`. */
export interface SliceComparison {
  /** Column → value, as people read it: `{ carrier: 'AA', distance: '[200, 500)' }`. */
  readonly by: Readonly<Record<string, string>>
  readonly rows: number
  /** True when `slices: auto` found it on the other half of the rows. */
  readonly found: boolean
  /** Why it is shown without intervals; null when it has enough rows. */
  readonly too_small: string | null
  readonly metrics: Readonly<Record<string, SliceMetric>>
}
