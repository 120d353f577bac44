import { encodedColumns } from './encoded-columns.ts'
import type { AskingTree, EncodedColumn, Forest } from './forest.ts'
import { type Operator, readGraph } from './read-graph.ts'

/**
 * The trees of a model that the built-in gradient boosting wrote.
 *
 * Time O(size of the file).
 *
 * @param bytes a file that a runtime has loaded
 * @returns undefined where it is another model; whoever uses the trees asks the model too, whether they answer alike
 */
export function readForest(bytes: Uint8Array): Forest | undefined {
  const graph = readGraph(bytes)
  const blocks = [...(graph?.operators.values() ?? [])].filter(({ type }) => type === 'TreeEnsembleRegressor')
  if (graph === undefined || blocks.length === 0) return undefined
  const columns: EncodedColumn[] = []
  const trees: AskingTree[] = []
  const base: number[] = []
  for (const block of blocks) {
    const own = encodedColumns(graph, block.inputs[0] ?? '')
    if (own === undefined) return undefined
    const roots = treesOf(block, columns.length)
    if (roots === undefined) return undefined
    columns.push(...own)
    trees.push(...roots)
    const added = new Set(block.ints('target_ids'))
    block.floats('base_values').forEach((value, sum) => {
      // ONNX Runtime gives 0 for a sum that no tree of an operator adds to.
      base[sum] = (base[sum] ?? 0) + (added.has(sum) ? value : 0)
    })
  }
  return { trees, columns, base }
}

/** @param offset columns before those of this block @returns undefined where a node does not stand above its children */
function treesOf(block: Operator, offset: number): AskingTree[] | undefined {
  const tree = block.ints('nodes_treeids')
  const [left, right] = [block.ints('nodes_truenodeids'), block.ints('nodes_falsenodeids')]
  const [asked, thresholds] = [block.ints('nodes_featureids'), block.floats('nodes_values')]
  const [modes, missing] = [block.strings('nodes_modes'), block.ints('nodes_missing_value_tracks_true')]
  const [sums, weights] = [block.ints('target_ids'), block.floats('target_weights')]
  const built: AskingTree[] = []
  const starts = new Map<number, number>()
  tree.forEach((id, at) => {
    if (!starts.has(id)) starts.set(id, at)
  })
  let leaf = weights.length
  // Nodes stand before their children: from the last to the first, each finds its own.
  for (let at = tree.length - 1; at >= 0; at--) {
    if (modes[at] === 'LEAF') {
      leaf--
      built[at] = { kind: 'leaf', value: weights[leaf]!, sum: sums[leaf]! }
      continue
    }
    const [yes, no] = [left, right].map((ids) => built[starts.get(tree[at]!)! + ids[at]!])
    if (modes[at] !== 'BRANCH_LEQ' || yes === undefined || no === undefined) return undefined
    const question = { column: offset + asked[at]!, threshold: thresholds[at]!, missingLeft: missing[at] === 1 }
    built[at] = { kind: 'split', ...question, left: yes, right: no }
  }
  return [...starts.values()].map((at) => built[at]!)
}
