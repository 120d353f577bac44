import { columnOf, type Table } from '../../data/table.ts'
import { suggest, UserError } from '../../errors.ts'
import { asProbability, normaliseRows } from '../probability.ts'
import { SCORE_PREFIX, scoreColumns } from './find-classes.ts'
import { type NumberRule, numbersOf } from './number-column.ts'

export const PROBABILITY: NumberRule = {
  fits: (value) => !Number.isNaN(asProbability(value)),
  expected: 'a probability in [0, 1]',
}

/**
 * The `score_<class>` columns as row-major probabilities in the order of `classes`, each row summing to 1.
 *
 * @param place the file, for messages
 * @throws {UserError} if a class has no column, a column no class, a value is no probability, or a row's sum is further than 0.001 from 1
 */
export function classScores(table: Table, classes: readonly string[], place: string): Float64Array {
  checkNames(table, classes, place)
  const width = classes.length
  const scores = new Float64Array(table.rows * width)
  classes.forEach((name, i) => {
    const column = numbersOf(table, SCORE_PREFIX + name, PROBABILITY, place)
    for (let row = 0; row < table.rows; row++) scores[row * width + i] = asProbability(column[row]!)
  })
  const odd = normaliseRows(scores, width)
  if (odd === undefined) return scores
  throw new UserError(
    `Unexpected sum ${odd.sum} of the \`${SCORE_PREFIX}\` columns of ${place}, row ${odd.row + 1}, expected 1 within 0.001`,
  )
}

function checkNames(table: Table, classes: readonly string[], place: string): void {
  const wanted = classes.map((name) => SCORE_PREFIX + name)
  for (const name of wanted) columnOf(table, name, place)
  const unknown = scoreColumns(table).find((name) => !wanted.includes(name))
  if (unknown === undefined) return
  throw new UserError(`Unexpected column \`${unknown}\` in ${place}, its class is unknown, ${suggest(unknown, wanted)}`)
}
