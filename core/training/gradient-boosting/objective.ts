import type { TrainingData } from '../trainer.ts'
import type { Derivatives } from './histogram.ts'

/** A loss to be lowered: where the sums of trees start, and which way they should go. */
export interface Objective {
  /** The sums before the first tree, 32-bit floats: one, or one a class. */
  readonly base: Float32Array
  /**
   * Called once a round, before its first tree, with all sums.
   *
   * @returns fills the derivatives of the loss in sum k, by row and weighted
   */
  readonly startRound: (sums: readonly Float64Array[]) => (k: number, derivatives: Derivatives) => void
}

/** The part of training data a loss looks at. */
export type Labelled = Pick<TrainingData, 'labels' | 'classes' | 'weights'>
