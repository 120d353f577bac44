/** What a test of two samples found. */
export interface Tested {
  readonly statistic: number
  /** How likely a statistic at least as extreme is if both samples share one source, in [0, 1]. */
  readonly pValue: number
}
