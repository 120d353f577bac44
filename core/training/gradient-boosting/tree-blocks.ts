import type { Node, Tensor } from '../onnx/build.ts'
import { attribute, node } from '../onnx/build.ts'
import { MISSING } from './bin-numbers.ts'
import type { BinnedColumn, OrderedColumn, SetColumn } from './columns.ts'
import type { EncodedInputs } from './encode-inputs.ts'
import { NUMBERS } from './encode-inputs.ts'
import { rankLookup } from './rank-lookup.ts'
import type { Ranking, RankTable } from './rank-tables.ts'
import { rankSplits } from './rank-tables.ts'
import type { Split } from './tree.ts'
import type { Addend, Question } from './tree-node.ts'
import { treeNode } from './tree-node.ts'

/** Rank tables of one block. More would make the matrix of a batch outgrow the processor's cache. */
const MAX_TABLES = 256

interface RankedTree extends Addend {
  readonly rankings: ReadonlyMap<SetColumn, Ranking>
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
 * @param base where the sums start; the first block with a tree of a sum adds it, since ONNX Runtime gives 0 for what no tree of
 *   an operator adds to, whatever its base value. Every sum has a tree
 */
export function treeBlocks(
  addends: readonly Addend[],
  columns: readonly BinnedColumn[],
  inputs: EncodedInputs,
  base: Float32Array,
): TreeBlock[] {
  const started = new Set<number>()
  return cutIntoBlocks(addends.map((addend) => rank(addend, columns))).map((trees, i) => {
    const { lookups, questions } = rankQuestions(trees, columns, inputs.width, i)
    const [features, output] = [`contender:features ${i}`, `contender:sums ${i}`] as const
    const ask = (split: Split): Question => {
      return questions.get(split) ?? askNumber(split, columns[split.column] as OrderedColumn, inputs)
    }
    const starting = new Set(trees.map(({ sum }) => sum)).difference(started)
    for (const sum of starting) started.add(sum)
    const starts = base.map((start, sum) => (starting.has(sum) ? start : 0))
    const parts = [NUMBERS, ...lookups.map((lookup) => lookup.output)]
    return {
      nodes: [
        ...lookups.flatMap((lookup) => lookup.nodes),
        node('Concat', { inputs: parts, outputs: [features], attributes: [attribute.int('axis', 1)] }),
        treeNode({ input: features, output, addends: trees, base: starts, ask }),
      ],
      constants: lookups.map((lookup) => lookup.constant),
      output,
    }
  })
}

function rank({ tree, sum }: Addend, columns: readonly BinnedColumn[]): RankedTree {
  const rankings = new Map<SetColumn, Ranking>()
  columns.forEach((column, c) => {
    if (column.kind === 'set') rankings.set(column, rankSplits(tree, c))
  })
  return { tree, sum, rankings }
}

function cutIntoBlocks(trees: readonly RankedTree[]): RankedTree[][] {
  const blocks: RankedTree[][] = []
  let tables = Number.POSITIVE_INFINITY
  for (const tree of trees) {
    const own = tree.rankings.values().reduce((count, ranking) => count + ranking.tables.length, 0)
    tables += own
    if (tables > MAX_TABLES) {
      blocks.push([])
      tables = own
    }
    blocks.at(-1)!.push(tree)
  }
  return blocks
}

/**
 * What a block's splits on text ask, and the lookups that answer: their ranks follow the numbers in
 * the block's matrix, column by column and tree by tree.
 */
function rankQuestions(trees: readonly RankedTree[], columns: readonly BinnedColumn[], width: number, block: number) {
  const questions = new Map<Split, Question>()
  let feature = width
  const lookups = columns.flatMap((column) => {
    if (column.kind !== 'set') return []
    const tables: RankTable[] = []
    for (const { rankings } of trees) {
      const ranking = rankings.get(column)!
      for (const { split, table, threshold } of ranking.places) {
        questions.set(split, { feature: feature + table, threshold, missingLeft: split.goesLeft[MISSING] === 1 })
      }
      feature += ranking.tables.length
      tables.push(...ranking.tables)
    }
    return tables.length === 0 ? [] : [rankLookup(column, tables, `contender:ranks ${block} ${column.input}`)]
  })
  return { questions, lookups }
}

function askNumber(split: Split, column: OrderedColumn, { featureOf }: EncodedInputs): Question {
  const last = split.goesLeft.subarray(0, column.count).lastIndexOf(1)
  return {
    feature: featureOf.get(column)!,
    // Without a bound all values go left, and missing ones right.
    threshold: column.bounds[last] ?? Number.POSITIVE_INFINITY,
    missingLeft: split.goesLeft[MISSING] === 1,
  }
}
