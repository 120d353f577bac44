import type { Groups, Margin, Metric, Sample } from '../metrics/metric.ts'

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
