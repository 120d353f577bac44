import type { Table } from '../data/table.ts'
import type { Predictor } from '../models/predictor.ts'
import type { NamedBits } from '../stats/named-bits.ts'
import { shuffled } from '../stats/shuffled.ts'
import { dealAnew } from './deal-anew.ts'

/**
 * By how much a model's answers change on average when the values of a column are dealt anew among the rows, column by
 * column. Needs no labels, and one pass over the rows a column.
 *
 * @see Breiman 2001, doi:10.1023/A:1010933404324 (permutation; here of answers)
 */
export async function answerChanges(
  { columns, predict }: Pick<Predictor, 'columns' | 'predict'>,
  table: Table,
  bits: NamedBits,
): Promise<Map<string, number>> {
  const answers = await predict(table)
  const changes = new Map<string, number>()
  for (const name of columns) {
    const order = shuffled(table.rows, bits(`importance/${name}`))
    changes.set(name, meanGap(answers, await predict(dealAnew(table, [name], order))))
  }
  return changes
}

function meanGap(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - b[i]!)
  return sum / a.length
}
