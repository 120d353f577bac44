/** One sample of a numeric column, as far as it is known. */
export interface Side {
  /** Finite rows. */
  readonly rows: number
  readonly missing: number
  readonly infinite: number
  /** The outermost places that are told; from > to where there is none. */
  readonly from: number
  readonly to: number
  /** Numbers up to which its rows can be counted, in any order. */
  readonly cuts: readonly number[]
  /** @param cuts of both sides, ascending, each once */
  readonly at: (cuts: Float64Array) => AtCuts
}

/** What is known of a sample at cuts. */
export interface AtCuts {
  /** Rows up to each cut: no fewer for certain, no more for certain, and about. */
  readonly least: Float64Array
  readonly most: Float64Array
  readonly about: Float64Array
  /** How far before each cut the rows lie that come after the cut before, added up; undefined where values are not known. */
  readonly before: Float64Array | undefined
}
