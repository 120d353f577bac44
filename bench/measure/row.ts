/** A line about a size, beside the size that it may have. */
export interface Size {
  readonly work: string
  readonly bytes: number
  /** In bytes too. */
  readonly goal: number
}

/** A line about requests to GitHub, beside as many as there may be. */
export interface Calls {
  readonly work: string
  readonly reads: number
  readonly writes: number
  readonly goal: { readonly reads: number; readonly writes: number }
}

/** A line about how long others wait, in milliseconds, beside what 99 of 100 may. */
export interface Wait {
  readonly work: string
  readonly p50: number
  readonly p99: number
  readonly goal: number
}
