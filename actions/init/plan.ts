import type { Task } from '../../core/metrics/metric.ts'

/** What `contender.yml` shall say of its one model. */
export interface Plan {
  readonly name: string
  readonly task: Task
  readonly data: {
    readonly train: string | undefined
    readonly test: string | undefined
    readonly validation: string | undefined
    readonly target: string | undefined
    readonly positive: string | undefined
    readonly id: string | undefined
    readonly time: string | undefined
    readonly group: string | undefined
    readonly exclude: readonly string[]
    readonly sensitive: readonly string[]
  }
  /** One file of rows, and the SQL file that cuts it into train and test. */
  readonly split: { readonly rows: string; readonly sql: string } | undefined
  readonly training:
    | { readonly kind: 'builtin'; readonly name: 'gradient-boosting' | 'linear' }
    | { readonly kind: 'command'; readonly run: string; readonly inputs: readonly string[] }
    | undefined
  /** Model file, or undefined where predictions are judged. */
  readonly model: string | undefined
  /** Command that predicts with a model that is no ONNX. */
  readonly predict: string | undefined
  readonly predictions: string | undefined
  /** Metric of the gate against the base branch, and how far it may fall. */
  readonly gate: { readonly metric: string; readonly margin: string }
  /** What a person should know of how this was guessed, a sentence each. */
  readonly notes: readonly string[]
}
