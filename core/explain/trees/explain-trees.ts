import type { Table } from '../../data/table.ts'
import type { Task } from '../../metrics/metric.ts'
import { leftOver, type Shapley } from '../shapley.ts'
import { type Forest, sumsOf } from './forest.ts'
import { encodeRows, treeShapley } from './tree-shapley.ts'

interface Asked {
  readonly task: Task
  /** Of classes: where each of them, in the order of the answers, is in the model's own list; none where both are the same. */
  readonly order: readonly number[]
  /** Position of the class that is explained; 0 where there is one answer a row. */
  readonly at: number
  /** What the model says of the table's rows, row-major. */
  readonly answers: Float64Array
}

/** How far sums of 32-bit floats and ours may be apart, beside the largest answer. */
const ROUNDING = 1e-4
/** How far contributions may miss the answer by the rounding of 64-bit floats. */
const EXACT = 1e-9

/**
 * Shapley values of a row by the trees of its model: of a number, of the log-odds of the positive class, or of a class's
 * log-probability less the mean log-probability of all classes. These are what trees add up to; probabilities are not.
 *
 * @param table the row first, then the background
 * @returns undefined where the trees do not answer as the model does
 */
export function explainTrees(
  forest: Forest,
  table: Table,
  { answers, at, features, order, task }: Asked & { readonly features: readonly string[] },
): Shapley | undefined {
  const classes = forest.base.length
  const weights = forest.base.map((_, sum) => {
    if (task === 'regression') return 1
    if (task === 'binary-classification') return order[1] === 0 ? -1 : 1
    return Number(sum === (order[at] ?? at)) - 1 / classes
  })
  if (!answerAlike(forest, table, { answers, at, order, task })) return undefined
  const { answer, base, values } = treeShapley(forest, table, { features, weights })
  const contributions = features
    .map((feature, place) => ({ feature, value: values[place]!, se: 0 }))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
  const found = { answer, base, exact: true, contributions }
  if (leftOver(found) > EXACT) throw new Error(`Shapley values of trees miss the answer by ${leftOver(found)} of it`)
  return found
}

function answerAlike(forest: Forest, table: Table, { answers, order, task }: Asked): boolean {
  const width = answers.length / table.rows
  const expected = encodeRows(forest, table).flatMap((row) => answersOf(sumsOf(forest, row), task, order))
  if (expected.length !== answers.length || !(width >= 1)) return false
  const largest = answers.reduce((most, answer) => Math.max(most, Math.abs(answer)), 0)
  return expected.every((answer, place) => Math.abs(answer - answers[place]!) <= ROUNDING * largest)
}

function answersOf(sums: readonly number[], task: Task, order: readonly number[]): number[] {
  if (task === 'regression') return [sums[0]!]
  if (task === 'binary-classification') return [1 / (1 + Math.exp(order[1] === 0 ? sums[0]! : -sums[0]!))]
  const highest = Math.max(...sums)
  const odds = sums.map((sum) => Math.exp(sum - highest))
  const total = odds.reduce((a, b) => a + b, 0)
  return sums.map((_, place) => odds[order[place] ?? place]! / total)
}
