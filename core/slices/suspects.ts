import type { Cut } from './cut-column.ts'
import { FEWEST_ROWS } from './slice.ts'

/** A part of one column, or of two at once, and how striking its loss is. */
export interface Suspect {
  /** Column and part, one or two of them. */
  readonly parts: readonly { readonly column: number; readonly part: number }[]
  /** Mean loss in standard errors; above 0 where the candidate loses. */
  readonly z: number
}

/** Where to look. */
interface Search {
  readonly cuts: readonly Cut[]
  /** What the candidate loses on each row, against the baseline. */
  readonly losses: Float64Array
  /** 1 for the rows to look at. */
  readonly among: Uint8Array
}

/**
 * Ranks every part of a column, and every pair of parts of two columns, by how far its mean loss
 * lies above 0 in standard errors. Parts with fewer than 200 rows here, and those without a loss,
 * are no suspects. Time O(n · columns²).
 *
 * @returns the most striking first
 */
export function rankSuspects({ cuts, losses, among }: Search): Suspect[] {
  const big = cuts.map((cut) => bigParts(cut, among))
  const suspects: Suspect[] = []
  const everyRow = { codes: new Int32Array(losses.length), count: 1, parts: [0] }
  big.forEach((one, column) => {
    for (const { first, z } of scores(one, everyRow, { losses, among }))
      suspects.push({ parts: [{ column, part: first }], z })
  })
  for (let a = 0; a < big.length; a++) {
    for (let b = a + 1; b < big.length; b++) {
      for (const { first, second, z } of scores(big[a]!, big[b]!, { losses, among })) {
        suspects.push({
          parts: [
            { column: a, part: first },
            { column: b, part: second },
          ],
          z,
        })
      }
    }
  }
  return suspects.sort((x, y) => y.z - x.z)
}

/** The parts with enough rows, numbered anew; −1 for rows of the others. */
interface BigParts {
  readonly codes: Int32Array
  readonly count: number
  /** The part behind each new number. */
  readonly parts: readonly number[]
}

function bigParts({ codes, labels }: Cut, among: Uint8Array): BigParts {
  const rows = new Uint32Array(labels.length)
  codes.forEach((part, row) => {
    rows[part]! += among[row]!
  })
  const parts = labels.map((_, part) => part).filter((part) => rows[part]! >= FEWEST_ROWS)
  const place = new Int32Array(labels.length).fill(-1)
  parts.forEach((part, at) => {
    place[part] = at
  })
  return { codes: codes.map((part) => place[part]!), count: parts.length, parts }
}

function scores(a: BigParts, b: BigParts, { losses, among }: Omit<Search, 'cuts'>) {
  const cells = a.count * b.count
  const [rows, sums, squares] = [new Float64Array(cells), new Float64Array(cells), new Float64Array(cells)]
  for (let row = 0; row < losses.length; row++) {
    const [first, second] = [a.codes[row]!, b.codes[row]!]
    if (among[row] === 0 || first < 0 || second < 0) continue
    const cell = first * b.count + second
    rows[cell]!++
    sums[cell]! += losses[row]!
    squares[cell]! += losses[row]! ** 2
  }
  return Array.from(rows, (n, cell) => {
    const variance = squares[cell]! - sums[cell]! ** 2 / n
    const z = n >= FEWEST_ROWS && variance > 0 ? sums[cell]! / Math.sqrt(variance) : 0
    return { first: a.parts[Math.floor(cell / b.count)]!, second: b.parts[cell % b.count]!, z }
  }).filter(({ z }) => z > 0)
}
