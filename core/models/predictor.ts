import type { Table } from '../data/table.ts'

/**
 * Anything that turns rows into predictions: an ONNX model, later an endpoint.
 *
 * `predict` gives, per row of the batch and row-major: one probability of the positive class
 * (binary), one probability a class (multiclass, in the order of `classes`), or one number in the
 * unit of the target (regression).
 */
export interface Predictor {
  /** The columns it needs, by their names in the data. */
  readonly columns: readonly string[]
  /** Values a row: 1, or the number of classes. */
  readonly width: number
  readonly predict: (batch: Table) => Promise<Float64Array>
  readonly close: () => Promise<void>
}
