import type { Table } from '../../data/table.ts'
import { type AskingTree, type Forest, nextOf, sumsOf } from './forest.ts'

/** What each feature adds to an answer, in the order of the features that were named. */
interface TreeShapley {
  readonly answer: number
  /** Mean answer of the background. */
  readonly base: number
  readonly values: Float64Array
}

/**
 * Interventional Shapley values of the first row of a table beside all others, exact for any number of features: an answer
 * is a weighted sum of what trees add up to.
 *
 * Beside one row of the background, a leaf is reached by those coalitions that hold all features by which the explained row goes its own
 * way to it, and none by which the other one does. With a of the first and b of the second it adds its value times
 * (a − 1)! b! / (a + b)! to each of the first, and takes a! (b − 1)! / (a + b)! of it from each of the second.
 * Time O(rows · leaves · depth).
 *
 * @param features names of the features that the forest's columns are made of, and of others
 * @param weights one a sum of the forest
 * @see Lundberg et al. 2020, doi:10.1038/s42256-019-0138-9, "independent" tree SHAP; the tests hold values of shap
 */
export function treeShapley(
  forest: Forest,
  table: Table,
  { features, weights }: { readonly features: readonly string[]; readonly weights: readonly number[] },
): TreeShapley {
  const places = new Map(features.map((name, at) => [name, at]))
  const featureOf = Uint32Array.from(forest.columns, ({ feature }) => places.get(feature)!)
  const [own, ...background] = encodeRows(forest, table)
  const answerOf = (row: Float64Array) => sumsOf(forest, row).reduce((total, sum, at) => total + sum * weights[at]!, 0)
  const values = new Float64Array(features.length)
  for (const other of background) {
    const add = adder({ featureOf, weights, own: own!, other, into: values })
    for (const tree of forest.trees) add(tree)
  }
  return {
    answer: answerOf(own!),
    base: background.reduce((total, row) => total + answerOf(row), 0) / background.length,
    values: values.map((value) => value / background.length),
  }
}

/** What a forest's columns hold in each row. */
export function encodeRows({ columns }: Forest, table: Table): Float64Array[] {
  const of = columns.map(({ feature }) => table.columns.get(feature)!)
  return Array.from({ length: table.rows }, (_, row) =>
    Float64Array.from(columns, ({ numberOf }, at) => numberOf(of[at]!, row)),
  )
}

interface Beside {
  readonly featureOf: Uint32Array
  readonly weights: readonly number[]
  readonly own: Float64Array
  readonly other: Float64Array
  readonly into: Float64Array
}

const [NOBODY, OWN, OTHER] = [0, 1, 2] as const

/** Adds what a tree makes of two rows. */
function adder({ featureOf, into, other, own, weights }: Beside): (tree: AskingTree) => void {
  // Whose way was taken where both rows part by a feature; on the way down only.
  const wayOf = new Uint8Array(into.length)
  const parted: number[] = []
  let [owns, others] = [0, 0]

  const add = (tree: AskingTree): void => {
    if (tree.kind === 'leaf') {
      addLeaf(tree.value * weights[tree.sum]!)
      return
    }
    const feature = featureOf[tree.column]!
    const ownWay = nextOf(tree, own)
    const otherWay = nextOf(tree, other)
    if (ownWay === otherWay || wayOf[feature] === OWN) add(ownWay)
    else if (wayOf[feature] === OTHER) add(otherWay)
    else {
      parted.push(feature)
      wayOf[feature] = OWN
      owns++
      add(ownWay)
      owns--
      wayOf[feature] = OTHER
      others++
      add(otherWay)
      others--
      wayOf[feature] = NOBODY
      parted.pop()
    }
  }
  const addLeaf = (value: number): void => {
    const gained = owns > 0 ? value * shareOf(owns - 1, others) : 0
    const lost = others > 0 ? value * shareOf(owns, others - 1) : 0
    for (const feature of parted) into[feature]! += wayOf[feature] === OWN ? gained : -lost
  }
  return add
}

/** a! b! / (a + b + 1)! */
function shareOf(a: number, b: number): number {
  let share = 1 / (a + b + 1)
  for (let each = 1; each <= a; each++) share *= each / (b + each)
  return share
}
