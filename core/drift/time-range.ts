/** Milliseconds since 1970 in UTC; `to` is the first moment after it. */
export interface TimeRange {
  readonly from: number
  readonly to: number
}
