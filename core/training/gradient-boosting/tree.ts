/** A tree: what each row adds to its sum. */
export type Tree = Leaf | Split

interface Leaf {
  readonly kind: 'leaf'
  /** A 32-bit float, as the model stores it. */
  readonly value: number
}

export interface Split {
  readonly kind: 'split'
  /** Position of the column whose bins decide. */
  readonly column: number
  /** For each bin 1 if its rows go left, else 0; 256 entries, missing values included. */
  readonly goesLeft: Uint8Array
  /** How much it lowered the second-order loss, times two; above 0. */
  readonly gain: number
  readonly left: Tree
  readonly right: Tree
}
