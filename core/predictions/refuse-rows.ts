import { UserError } from '../errors.ts'

/**
 * Refuses a column in which some rows are wrong: says what of the first, how many, and three row numbers.
 *
 * @param say the sentence about a row
 * @throws {UserError} if `isWrong` holds anywhere
 */
export function refuseRows(
  values: Float64Array | Int32Array,
  isWrong: (value: number) => boolean,
  say: (row: number) => string,
): void {
  let count = 0
  const shown: number[] = []
  for (let row = 0; row < values.length; row++) {
    if (!isWrong(values[row]!)) continue
    count++
    if (shown.length < 3) shown.push(row)
  }
  if (count === 0) return
  const rows = shown.map((row) => row + 1).join(', ')
  throw new UserError(
    `${say(shown[0]!)}; ${count.toLocaleString('en-US')} of ${values.length.toLocaleString('en-US')} rows, first at row ${rows}`,
  )
}
