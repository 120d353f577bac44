import type { TextColumn } from '../../data/table.ts'

/** Rows that the overall mean counts for beside a level's own. */
const PRIOR_ROWS = 20
const FOLDS = 5

interface Target {
  /** The number whose mean each level is given. */
  readonly values: ArrayLike<number>
  readonly weights: Float64Array | undefined
}

/** Text turned into numbers by what the target was. */
interface TargetMeans {
  /** The mean of each level of the column, drawn towards the overall mean; NaN for a level without rows. */
  readonly levels: Float32Array
  /** The number to train on for each row: the mean of its level over the rows of other folds; NaN when there is none. */
  readonly rows: Float32Array
}

/**
 * Gives each level of a text column the mean of the target.
 *
 * A row is trained on a mean that its own target had no part in. Otherwise a rare level would give
 * its rows' targets away, and a column of identifiers would look like the best of all features. This
 * is the only part of gradient boosting where the seed matters: it deals rows into 5 folds.
 *
 * Time O(rows + levels · folds).
 *
 * @see Micci-Barreca 2001, doi:10.1145/507533.507538; the folds are scikit-learn's TargetEncoder's
 * @example
 * targetMeans({ kind: 'text', codes: Int32Array.of(0, 0, 1), levels: ['a', 'b'] }, { values: [1, 1, 0], weights: undefined }, 7).levels[0].toFixed(3) // '0.697'
 */
export function targetMeans(column: TextColumn, target: Target, seed: number): TargetMeans {
  const { codes } = column
  const sums = new Float64Array(column.levels.length * FOLDS)
  const weights = new Float64Array(column.levels.length * FOLDS)
  let allSum = 0
  let allWeight = 0
  for (let row = 0; row < codes.length; row++) {
    const weight = target.weights?.[row] ?? 1
    const value = target.values[row]! * weight
    allSum += value
    allWeight += weight
    if (codes[row]! < 0) continue
    const cell = codes[row]! * FOLDS + foldOf(row, seed)
    sums[cell]! += value
    weights[cell]! += weight
  }
  const prior = allSum / allWeight
  const priorWeight = (PRIOR_ROWS * allWeight) / codes.length
  const meanWithout = (level: number, left: number): number => {
    let sum = 0
    let weight = 0
    for (let fold = 0; fold < FOLDS; fold++) {
      if (fold === left) continue
      sum += sums[level * FOLDS + fold]!
      weight += weights[level * FOLDS + fold]!
    }
    return weight === 0 ? Number.NaN : (sum + prior * priorWeight) / (weight + priorWeight)
  }
  const cells = Float32Array.from(sums, (_, cell) => meanWithout(Math.floor(cell / FOLDS), cell % FOLDS))
  return {
    levels: Float32Array.from(column.levels, (_, level) => meanWithout(level, -1)),
    rows: Float32Array.from(codes, (code, row) => (code < 0 ? Number.NaN : cells[code * FOLDS + foldOf(row, seed)]!)),
  }
}

/** A fold that depends on the seed and the row's number alone: the finalizer of MurmurHash3. */
function foldOf(row: number, seed: number): number {
  let hash = Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(seed | 0, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) % FOLDS
}
