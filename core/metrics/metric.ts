/**
 * What a metric is: a value, one influence value a row, and the facts a verdict needs.
 *
 * Every smooth metric is judged by one mechanism (docs/statistics.md): its influence values say how
 * much each row moves it, so the variance of a value, and of a difference of two values on the same
 * rows, is a sum of squares of (group sums of) influence values.
 */

export const TASKS = ['binary-classification', 'multiclass-classification', 'regression'] as const
export type Task = (typeof TASKS)[number]

interface SampleBase {
  readonly rows: number
  /** Weight of each row, ≥ 0, not all 0; undefined when all rows weigh the same. */
  readonly weights: Float64Array | undefined
}

/** Rows of a binary model. `labels` and `answers` are 1 for the positive class, else 0. */
export interface BinarySample extends SampleBase {
  readonly task: 'binary-classification'
  readonly labels: Uint8Array
  /** Probability of the positive class in [0, 1]; undefined when the model gave only answers. */
  readonly scores: Float64Array | undefined
  /** The model's decisions: score ≥ threshold, or the given `prediction`. */
  readonly answers: Uint8Array
  /** Rows by score, lowest first; ties in row order. Computed once, when first asked for. */
  readonly order: () => Uint32Array
}

/** Rows of a multiclass model. `labels` and `answers` are positions in `classes`. */
export interface MulticlassSample extends SampleBase {
  readonly task: 'multiclass-classification'
  readonly classes: readonly string[]
  readonly labels: Int32Array
  /** Row-major probabilities, `rows × classes`; each row sums to 1. */
  readonly scores: Float64Array | undefined
  readonly answers: Int32Array
}

/** Rows of a regression model, in the unit of the target. */
export interface RegressionSample extends SampleBase {
  readonly task: 'regression'
  readonly labels: Float64Array
  readonly predictions: Float64Array
}

export type Sample = BinarySample | MulticlassSample | RegressionSample

/** A metric's value and how much each row moves it. */
export interface Estimate {
  readonly value: number
  /** One a row, summing to 0: the value's first-order change by that row, so that variance = Σ influence² (before small-sample factors). */
  readonly influence: Float64Array
  /** Rows sampled apart (roc_auc: by label). Each stratum then gets its own n/(n−1). */
  readonly strata?: Uint8Array
}

/** The metric has no value on these rows, and why: `no row of the positive class`. */
export interface Undefined {
  readonly undefined: string
}

/** How far a metric may fall and still count as no worse: in its own units, or relative to the baseline's value. */
export type Margin =
  | { readonly kind: 'absolute'; readonly value: number }
  | { readonly kind: 'relative'; readonly value: number }

export interface Metric<S extends Sample = Sample> {
  readonly name: string
  readonly task: S['task']
  /** One sentence for people: what it measures, unit, range. */
  readonly title: string
  readonly higherIsBetter: boolean
  /** `bias` is better the nearer it is to 0: a gain is a fall of the absolute value. */
  readonly targetsZero?: boolean
  /** Lowest and highest possible value. */
  readonly range: readonly [number, number]
  /** Margin used when the config names none. */
  readonly margin: Margin
  /** `scores`: needs probabilities; `answers`: decisions are enough. Regression: `answers`. */
  readonly needs: 'scores' | 'answers'
  /** How a single value's 95 % interval is made. A difference always uses the influence values (or the bootstrap). */
  readonly interval: 'influence' | 'wilson' | 'logit' | 'bootstrap'
  /** False: shown with its interval but never given a verdict (ece). */
  readonly judged: boolean
  readonly estimate: (sample: S) => Estimate | Undefined
  /** For `bootstrap`: prepares once, then gives the value when row i counts `counts[i]` times (its weight included by the function). */
  readonly resample?: (sample: S) => (counts: Float64Array) => number
}

/** Rows that are not independent of each other. `codes[row]` is in [0, count). */
export interface Groups {
  readonly codes: Uint32Array
  readonly count: number
}
