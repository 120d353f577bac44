import type { Column } from '../data/table.ts'
import type { Task } from '../metrics/metric.ts'

/** What a built-in trainer learns from. */
export interface TrainingData {
  readonly task: Task
  readonly rows: number
  /** The raw columns, by name; the trained model takes inputs of these names. */
  readonly features: ReadonlyMap<string, Column>
  /** Class positions (binary: 1 is the positive class), or the target itself in regression. */
  readonly labels: Float64Array
  /** Names of the classes; empty in regression. */
  readonly classes: readonly string[]
  readonly weights: Float64Array | undefined
}

/**
 * A built-in trainer: data in, the bytes of an ONNX model out. The model takes the raw columns as
 * named inputs of shape [rows, 1] (float for numbers, string for text) and has one output
 * `probabilities` [rows, classes] or `prediction` [rows, 1].
 * The same data, parameters and seed give the same bytes.
 */
export type Trainer = (data: TrainingData, params: Readonly<Record<string, unknown>>, seed: number) => Uint8Array
