import type { NumberShape } from '../artifacts/column-shape.ts'
import type { Counts } from './statistics/counts.ts'

/** Rows of one side of a column. */
interface SideRows {
  /** With a value that is finite. */
  readonly rows: number
  /** Without one. */
  readonly missing: number
}

/** Two samples of a numeric column, as far as the default policy needs to know them. */
export interface ComparedNumbers {
  readonly kind: 'numbers'
  readonly reference: SideRows
  readonly current: SideRows
  /** Kolmogorov's distance, in [0, 1]. */
  readonly ks: number
  /** W1, in the unit of the values. */
  readonly wasserstein: number
  /** What `wassersteinByChance` gives, in the unit of the values. */
  readonly byChance: number
  /** The standard deviation of the reference (ddof 0), in the unit of the values. */
  readonly deviation: number
  /** Mean of the current rows less that of the reference, in the unit of the values. */
  readonly meanShift: number
  /** Rows between the deciles of the reference, for PSI and Jensen–Shannon. */
  readonly bins: Counts
  /** How far off the statistics can be at most, where the reference is a stored profile; W1 in the unit of the values. */
  readonly error?: { readonly ks: number; readonly wasserstein: number }
  /** What a picture is made of; undefined where there can be none. */
  readonly shape?: NumberShape | undefined
}

/** Two samples of a column of categories: the same levels of both, each with at least one row of either. */
export interface ComparedTexts {
  readonly kind: 'texts'
  readonly reference: SideRows
  readonly current: SideRows
  readonly levels: readonly string[]
  readonly counts: Counts
  /** The last level is no name: it stands for all values that are not told. */
  readonly unnamed?: true
}

export type Compared = ComparedNumbers | ComparedTexts

/** The rows of one side of a column, by block (or other part) and cell. */
export interface PartCounts {
  readonly parts: number
  /** `parts · cells` long, the cells of a part together. */
  readonly rows: Float64Array
}

/**
 * Both sides of a column, counted once by part and cell: all that permuting blocks and re-weighting take.
 *
 * Cells of a numeric column lie between quantiles of both sides together; those of categories are levels.
 */
export interface Parted {
  readonly cells: number
  /** Of a numeric column the mean of each cell's rows, ascending; so that W1 can be told. */
  readonly positions?: Float64Array
  readonly reference: PartCounts
  readonly current: PartCounts
}
