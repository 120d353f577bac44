import { type Column, columnOf, type Table } from '../data/table.ts'
import { isPrediction } from '../models/join-predictions.ts'

/** How far two models' answers to the same rows are apart. */
export interface PredictionDifferences {
  readonly rows: number
  /** Rows for which any answer is not the very same. */
  readonly differ: number
  /** Largest difference of a number: of a probability, or of a predicted number in the target's unit; ≥ 0. */
  readonly largest: number
  /** No answer is another one, and no number differs by more than rounding could make it. */
  readonly same: boolean
}

/** Of 32-bit numbers, in which most models answer, about ten steps at 1. */
const ROUNDING = 1e-6

/**
 * Compares what two models say of the same rows, in their order.
 *
 * They are the same as long as numbers differ by at most 1e-6 of the largest one, or 1e-6 where that is below 1:
 * sums that threads add up in another order differ by less.
 *
 * @param a predictions as `predict` makes them
 * @param b of the same rows
 * @throws {RangeError} if the rows are not as many
 */
export function predictionDifferences(a: Table, b: Table): PredictionDifferences {
  if (a.rows !== b.rows) throw new RangeError(`Unexpected ${b.rows} rows beside ${a.rows}`)
  const names = [...a.columns.keys()].filter(isPrediction)
  const differing = new Uint8Array(a.rows)
  let largest = 0
  let scale = 1
  let others = false
  for (const name of names) {
    const [one, other] = [columnOf(a, name, 'the first'), columnOf(b, name, 'the second')]
    for (let row = 0; row < a.rows; row++) {
      const [x, y] = [valueAt(one, row), valueAt(other, row)]
      if (typeof x === 'number' && Number.isFinite(x)) scale = Math.max(scale, Math.abs(x))
      if (Object.is(x, y) || x === y) continue
      differing[row] = 1
      const apart = typeof x === 'number' && typeof y === 'number' ? Math.abs(x - y) : Number.NaN
      if (Number.isFinite(apart)) largest = Math.max(largest, apart)
      else others = true
    }
  }
  const differ = differing.reduce((sum, one) => sum + one, 0)
  return { rows: a.rows, differ, largest, same: !others && largest <= ROUNDING * scale }
}

function valueAt(column: Column, row: number): number | string | undefined {
  return column.kind === 'number' ? column.values[row] : column.levels[column.codes[row]!]
}
