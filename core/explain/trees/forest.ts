import type { Column } from '../../data/table.ts'

/** Trees that add up, over columns that are made of features. */
export interface Forest {
  readonly trees: readonly AskingTree[]
  readonly columns: readonly EncodedColumn[]
  /** Where each sum starts. */
  readonly base: readonly number[]
}

/** A column that trees ask about. Several may be made of one feature: of text each has other ranks. */
export interface EncodedColumn {
  readonly feature: string
  readonly numberOf: (feature: Column, row: number) => number
}

export type AskingTree =
  | { readonly kind: 'leaf'; readonly value: number; readonly sum: number }
  | {
      readonly kind: 'split'
      /** Position in the forest's columns. */
      readonly column: number
      /** Values up to it go left. */
      readonly threshold: number
      readonly missingLeft: boolean
      readonly left: AskingTree
      readonly right: AskingTree
    }

/** Where a row goes. @param values of the row, by column of the forest */
export function nextOf(split: Extract<AskingTree, { kind: 'split' }>, values: Float64Array): AskingTree {
  const value = values[split.column]!
  return (Number.isNaN(value) ? split.missingLeft : value <= split.threshold) ? split.left : split.right
}

/** What a forest adds up to on a row, one number a sum. */
export function sumsOf({ base, trees }: Forest, values: Float64Array): number[] {
  const sums = [...base]
  for (const root of trees) {
    let tree = root
    while (tree.kind === 'split') tree = nextOf(tree, values)
    sums[tree.sum]! += tree.value
  }
  return sums
}
