/** Rows that break a rule: how many, and the first of them, from 0. */
export interface BadRows {
  readonly count: number
  readonly first: readonly number[]
}

const SHOWN = 3

/** The rows for which `isBad` is true; undefined when there are none. */
export function findBadRows(rows: number, isBad: (row: number) => boolean): BadRows | undefined {
  let count = 0
  const first: number[] = []
  for (let row = 0; row < rows; row++) {
    if (!isBad(row)) continue
    count += 1
    if (first.length < SHOWN) first.push(row)
  }
  return count === 0 ? undefined : { count, first }
}

/**
 * Says which rows, counted from 1 as a person would.
 *
 * @example
 * sayRows({ count: 7, first: [0, 4, 9] }) // '7 rows (rows 1, 5, 10, …)'
 */
export function sayRows({ count, first }: BadRows): string {
  const numbers = first.map((row) => row + 1).join(', ')
  if (count === 1) return `row ${numbers}`
  return `${count} rows (rows ${numbers}${count > first.length ? ', …' : ''})`
}
