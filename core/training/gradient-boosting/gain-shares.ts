import type { Ensemble } from './boost.ts'
import type { BinnedColumn } from './columns.ts'
import type { Tree } from './tree.ts'

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
