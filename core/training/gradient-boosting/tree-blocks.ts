import type { Node, Tensor } from '../onnx/build.ts'
import { attribute, byteTensor, node } from '../onnx/build.ts'
import { ELEMENT } from '../onnx/format.ts'
import { MISSING } from './bin-numbers.ts'
import type { BinnedColumn, OrderedColumn, SetColumn } from './columns.ts'
import type { encodeInputs } from './encode-inputs.ts'
import { levelsOf, NUMBERS } from './encode-inputs.ts'
import type { Ranking } from './rank-tables.ts'
import { rankSplits } from './rank-tables.ts'
import type { Split } from './tree.ts'
import type { Addend, Question } from './tree-node.ts'
import { treeNode } from './tree-node.ts'

/** Rank tables of one block. More would make the matrix of a batch outgrow the processor's cache. */
const MAX_TABLES = 256

interface RankedTree extends Addend {
  /** By text column. */
  readonly rankings: ReadonlyMap<SetColumn, Ranking>
  readonly tables: number
}

/** Trees that are run as one operator. */
export interface TreeBlock {
  readonly nodes: readonly Node[]
  readonly constants: readonly Tensor[]
  /** Name of its sums, [rows, sums]. */
  readonly output: string
}

/**
 * The middle part of a model: blocks of trees, each with the ranks of text levels that its splits ask about.
 *
 * @param base where the sums start; only the first block adds it
 */
export function treeBlocks(
  addends: readonly Addend[],
  columns: readonly BinnedColumn[],
  inputs: ReturnType<typeof encodeInputs>,
  base: Float32Array,
): TreeBlock[] {
  const blocks: RankedTree[][] = []
  let tables = Number.POSITIVE_INFINITY
  for (const addend of addends) {
    const ranked = rank(addend, columns)
    tables += ranked.tables
    if (tables > MAX_TABLES) {
      blocks.push([])
      tables = ranked.tables
    }
    blocks.at(-1)!.push(ranked)
  }
  return blocks.map((trees, i) => build(trees, i, columns, inputs, i === 0 ? base : new Float32Array(base.length)))
}

function rank({ tree, sum }: Addend, columns: readonly BinnedColumn[]): RankedTree {
  const rankings = new Map<SetColumn, Ranking>()
  columns.forEach((column, c) => {
    if (column.kind === 'set') rankings.set(column, rankSplits(tree, c))
  })
  const tables = [...rankings.values()].reduce((count, ranking) => count + ranking.tables.length, 0)
  return { tree, sum, rankings, tables }
}

function build(
  trees: readonly RankedTree[],
  index: number,
  columns: readonly BinnedColumn[],
  inputs: ReturnType<typeof encodeInputs>,
  base: Float32Array,
): TreeBlock {
  const nodes: Node[] = []
  const constants: Tensor[] = []
  const parts = [NUMBERS]
  const questions = new Map<Split, Question>()
  let feature = inputs.width
  for (const column of columns) {
    if (column.kind !== 'set') continue
    const tables: Uint8Array[] = []
    for (const tree of trees) {
      const ranking = tree.rankings.get(column)!
      for (const { split, table, threshold } of ranking.places) {
        const missingLeft = split.goesLeft[MISSING] === 1
        questions.set(split, { feature: feature + tables.length + table, threshold, missingLeft })
      }
      tables.push(...ranking.tables.map(({ ranks }) => ranks))
    }
    if (tables.length === 0) continue
    feature += tables.length
    const lookup = lookUp(column, tables, `contender:ranks ${index} ${column.input}`)
    nodes.push(...lookup.nodes)
    constants.push(lookup.constant)
    parts.push(lookup.output)
  }
  const matrix = `contender:features ${index}`
  const output = `contender:sums ${index}`
  nodes.push(node('Concat', { inputs: parts, outputs: [matrix], attributes: [attribute.int('axis', 1)] }))
  const ask = (split: Split): Question => {
    return questions.get(split) ?? askNumber(split, columns[split.column] as OrderedColumn, inputs.featureOf)
  }
  nodes.push(treeNode({ input: matrix, output, addends: trees, base, ask }))
  return { nodes, constants, output }
}

/** Nodes that give each row the ranks of its level: [rows, tables]. */
function lookUp(column: SetColumn, tables: readonly Uint8Array[], name: string) {
  const ranks = new Uint8Array((column.count + 1) * tables.length)
  for (let level = 0; level <= column.count; level++) {
    const bin = level === column.count ? MISSING : level
    tables.forEach((table, i) => {
      ranks[level * tables.length + i] = table[bin]!
    })
  }
  const [floats, cube, output] = [`${name} as floats`, `${name} of rows`, `${name} flat`] as const
  const toFloat = attribute.int('to', ELEMENT.float)
  return {
    constant: byteTensor(name, [column.count + 1, tables.length], ranks),
    nodes: [
      // A constant is cast once, when the model is loaded.
      node('Cast', { inputs: [name], outputs: [floats], attributes: [toFloat] }),
      node('Gather', { inputs: [floats, levelsOf(column)], outputs: [cube], attributes: [attribute.int('axis', 0)] }),
      node('Flatten', { inputs: [cube], outputs: [output], attributes: [attribute.int('axis', 1)] }),
    ],
    output,
  }
}

function askNumber(split: Split, column: OrderedColumn, featureOf: ReadonlyMap<BinnedColumn, number>): Question {
  const last = split.goesLeft.subarray(0, column.count).lastIndexOf(1)
  return {
    feature: featureOf.get(column)!,
    // All values left, missing ones right.
    threshold: column.bounds[last] ?? Number.POSITIVE_INFINITY,
    missingLeft: split.goesLeft[MISSING] === 1,
  }
}
