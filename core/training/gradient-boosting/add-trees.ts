import type { Column } from '../../data/table.ts'
import { binLike } from './bin-like.ts'
import type { Ensemble } from './boost.ts'
import type { BinnedColumn } from './columns.ts'
import type { Tree } from './tree.ts'

/**
 * The sums that an ensemble gives rows, without a model file: log-odds of the positive class, scores of the classes, or the
 * predicted number.
 *
 * Time O(rows · trees · depth), memory a byte a value.
 *
 * @param columns those that `ensemble` was grown on
 * @param features the raw columns of the rows to answer, by name
 * @returns for each sum one number a row, the same as a model file's to the precision of a 32-bit float
 */
export function addTrees(
  { base, trees }: Ensemble,
  columns: readonly BinnedColumn[],
  features: ReadonlyMap<string, Column>,
  rows: number,
): Float64Array[] {
  const bins = columns.map((column) => binLike(column, features.get(column.input)!))
  return trees.map((own, k) => {
    const sums = new Float64Array(rows).fill(base[k]!)
    for (const tree of own) {
      for (let row = 0; row < rows; row++) sums[row]! += leafOf(tree, bins, row)
    }
    return sums
  })
}

function leafOf(tree: Tree, bins: readonly Uint8Array[], row: number): number {
  let part = tree
  while (part.kind === 'split') part = part.goesLeft[bins[part.column]![row]!] === 1 ? part.left : part.right
  return part.value
}

/**
 * How much each feature took part: the gains of all splits on it, as a share of those of all splits.
 *
 * @returns by feature, the most important first; features without a split are left out
 * @see Hastie, Tibshirani & Friedman 2009, The Elements of Statistical Learning, 10.13.1
 */
export function gainShares({ trees }: Ensemble, columns: readonly BinnedColumn[]): Map<string, number> {
  const gains = new Map<string, number>()
  const add = (tree: Tree): void => {
    if (tree.kind === 'leaf') return
    const { input } = columns[tree.column]!
    gains.set(input, (gains.get(input) ?? 0) + tree.gain)
    add(tree.left)
    add(tree.right)
  }
  for (const tree of trees.flat()) add(tree)
  const total = [...gains.values()].reduce((sum, gain) => sum + gain, 0)
  return new Map([...gains].map(([name, gain]) => [name, gain / total] as const).sort(([, a], [, b]) => b - a))
}
