import type { Node } from '../onnx/build.ts'
import { attribute, ML, node } from '../onnx/build.ts'
import type { Split, Tree } from './tree.ts'

/** A question a model asks of its matrix of features. */
export interface Question {
  readonly feature: number
  /** Values up to it go left. */
  readonly threshold: number
  readonly missingLeft: boolean
}

/** A tree and the position of the sum it adds to. */
export interface Addend {
  readonly tree: Tree
  readonly sum: number
}

interface Parts {
  readonly input: string
  readonly output: string
  readonly addends: readonly Addend[]
  /** Where each sum starts. */
  readonly base: Float32Array
  readonly ask: (split: Split) => Question
}

/**
 * The operator that adds up trees: `TreeEnsembleRegressor`, with the sums themselves as its output.
 *
 * The operator for classifiers is not used: it has its own ideas of base values and labels where
 * there are two classes.
 */
export function treeNode({ input, output, addends, base, ask }: Parts): Node {
  const nodes = flatten(addends, ask)
  const leaves = nodes.filter((each) => each.leaf !== undefined)
  const ints = (name: string, pick: (each: FlatNode) => number, from = nodes) => attribute.ints(name, from.map(pick))
  return node('TreeEnsembleRegressor', {
    domain: ML,
    inputs: [input],
    outputs: [output],
    attributes: [
      attribute.int('n_targets', base.length),
      attribute.floats('base_values', base),
      ints('nodes_treeids', (each) => each.tree),
      ints('nodes_nodeids', (each) => each.id),
      attribute.strings(
        'nodes_modes',
        nodes.map((each) => (each.leaf === undefined ? 'BRANCH_LEQ' : 'LEAF')),
      ),
      ints('nodes_featureids', (each) => each.feature),
      attribute.floats(
        'nodes_values',
        nodes.map((each) => each.threshold),
      ),
      ints('nodes_truenodeids', (each) => each.left),
      ints('nodes_falsenodeids', (each) => each.right),
      ints('nodes_missing_value_tracks_true', (each) => (each.missingLeft ? 1 : 0)),
      ints('target_treeids', (each) => each.tree, leaves),
      ints('target_nodeids', (each) => each.id, leaves),
      ints('target_ids', (each) => each.leaf!.sum, leaves),
      attribute.floats(
        'target_weights',
        leaves.map((each) => each.leaf!.value),
      ),
    ],
  })
}

interface FlatNode extends Question {
  readonly tree: number
  readonly id: number
  left: number
  right: number
  readonly leaf: { readonly sum: number; readonly value: number } | undefined
}

const NO_QUESTION: Question = { feature: 0, threshold: 0, missingLeft: false }

/** All nodes, each tree's in a row with its root first. */
function flatten(addends: readonly Addend[], ask: (split: Split) => Question): FlatNode[] {
  return addends.flatMap(({ tree: root, sum }, tree) => {
    const nodes: FlatNode[] = []
    const add = (part: Tree): number => {
      const leaf = part.kind === 'leaf' ? { sum, value: part.value } : undefined
      const question = part.kind === 'leaf' ? NO_QUESTION : ask(part)
      const flat: FlatNode = { ...question, tree, id: nodes.length, left: 0, right: 0, leaf }
      nodes.push(flat)
      if (part.kind === 'split') {
        flat.left = add(part.left)
        flat.right = add(part.right)
      }
      return flat.id
    }
    add(root)
    return nodes
  })
}
