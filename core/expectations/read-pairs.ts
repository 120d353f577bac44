import { count } from '../count.ts'
import { columnOf, type Table, textAt } from '../data/table.ts'
import { suggest, UserError } from '../errors.ts'
import type { Task } from '../metrics/metric.ts'

export const EXPECTATIONS = ['invariant', 'increase', 'decrease'] as const

/** Two rows, and how the model's answer to the second should stand to that to the first. */
export interface Pair {
  readonly pair: string
  readonly expect: (typeof EXPECTATIONS)[number]
  /** Rows of the file, from 0. */
  readonly first: number
  readonly second: number
}

/** Columns of the file that are no features. */
export const PAIR_COLUMNS = ['pair', 'expect'] as const

/**
 * The pairs of a file, in the order of their first rows.
 *
 * @param table columns `pair` and `expect`
 * @param file for messages
 * @throws {UserError} naming the row (the first is 1) if a pair has not two rows with one expectation that is known
 */
export function readPairs(table: Table, task: Task, file: string): Pair[] {
  const [names, expects] = PAIR_COLUMNS.map((name) => columnOf(table, name, file))
  const rowsOf = new Map<string, number[]>()
  for (let row = 0; row < table.rows; row++) {
    const name = textAt(names!, row)
    if (name === '')
      throw new UserError(
        `Missing \`pair\` in ${file}, row ${row + 1}, expected the name that both rows of a pair have`,
      )
    const rows = rowsOf.get(name) ?? []
    rows.push(row)
    rowsOf.set(name, rows)
  }
  return [...rowsOf].map(([pair, rows]) => {
    const [first, second, third] = rows
    if (second === undefined || third !== undefined)
      throw new UserError(
        `Unexpected pair \`${pair}\` with ${count(rows.length, 'row')} in ${file}, row ${(third ?? first!) + 1}, expected two: the row before and the row after`,
      )
    const [expect, other] = [first!, second].map((row) => expectationOf(textAt(expects!, row), { file, row, task }))
    if (expect !== other)
      throw new UserError(
        `Unexpected \`${other}\` in ${file}, row ${second + 1}, expected \`${expect}\` as in row ${first! + 1} of pair \`${pair}\``,
      )
    return { pair, expect: expect!, first: first!, second }
  })
}

function expectationOf(
  text: string,
  { file, row, task }: { readonly file: string; readonly row: number; readonly task: Task },
): Pair['expect'] {
  const known = EXPECTATIONS.find((name) => name === text)
  if (known === undefined)
    throw new UserError(
      `Unknown expectation \`${text}\` in ${file}, row ${row + 1}, ${text === '' ? `expected one of ${EXPECTATIONS.join(', ')}` : suggest(text, EXPECTATIONS)}`,
    )
  if (task === 'multiclass-classification' && known !== 'invariant')
    throw new UserError(
      `Unexpected \`${known}\` in ${file}, row ${row + 1}, expected invariant: with several classes nobody says which one should be more likely`,
    )
  return known
}
