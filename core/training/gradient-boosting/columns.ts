import type { NumberColumn, TextColumn } from '../../data/table.ts'
import type { TrainingData } from '../trainer.ts'
import { binNumbers, cutNumbers, MISSING } from './bin-numbers.ts'
import { targetMeans } from './target-means.ts'

interface Binned {
  /** The feature it was made from. */
  readonly input: string
  /** One bin a row: [0, count) or `MISSING`. */
  readonly bins: Uint8Array
  readonly count: number
}

/** Split at a bound: bins up to one go left. */
export interface OrderedColumn extends Binned {
  readonly kind: 'ordered'
  readonly bounds: Float32Array
  /** Where the feature is text: the number each known level stands for. */
  readonly means: ReadonlyMap<string, number> | undefined
}

/** Split into two sets of levels: bin i is `levels[i]`. */
export interface SetColumn extends Binned {
  readonly kind: 'set'
  readonly levels: readonly string[]
}

export type BinnedColumn = OrderedColumn | SetColumn

/** Text with more levels than bins is turned into numbers. */
const MAX_LEVELS = 255

/**
 * The columns that trees split on, in bytes.
 *
 * A number gives one ordered column. Text gives one column of sets; with more than 255 levels it
 * gives ordered columns of target means instead, one a class where there are more than two. Empty
 * text is a missing value, because a model's text input cannot tell the two apart.
 */
export function binColumns(data: TrainingData, maxBins: number, seed: number): BinnedColumn[] {
  const columns: BinnedColumn[] = []
  for (const [input, column] of data.features) {
    if (column.kind === 'number') columns.push(binNumber(input, column, maxBins))
    else if (countLevels(column) <= MAX_LEVELS) columns.push(binText(input, column))
    else columns.push(...binByTarget(input, column, data, maxBins, seed))
  }
  return columns
}

function binNumber(input: string, column: NumberColumn, maxBins: number): OrderedColumn {
  return ordered(input, Float32Array.from(column.values), maxBins, undefined)
}

function ordered(input: string, values: Float32Array, maxBins: number, means: OrderedColumn['means']): OrderedColumn {
  const bounds = cutNumbers(values, maxBins)
  return { kind: 'ordered', input, bins: binNumbers(values, bounds), count: bounds.length + 1, bounds, means }
}

function binText(input: string, column: TextColumn): SetColumn {
  const binOf = new Int32Array(column.levels.length).fill(-1)
  const levels: string[] = []
  const bins = new Uint8Array(column.codes.length)
  for (let row = 0; row < bins.length; row++) {
    const code = column.codes[row]!
    if (code < 0 || column.levels[code] === '') bins[row] = MISSING
    else {
      if (binOf[code] === -1) binOf[code] = levels.push(column.levels[code]!) - 1
      bins[row] = binOf[code]!
    }
  }
  return { kind: 'set', input, bins, count: levels.length, levels }
}

function countLevels(column: TextColumn): number {
  const seen = new Uint8Array(column.levels.length)
  for (const code of column.codes) if (code >= 0) seen[code] = 1
  return seen.reduce((count, one, code) => count + (column.levels[code] === '' ? 0 : one), 0)
}

function binByTarget(
  input: string,
  column: TextColumn,
  data: TrainingData,
  maxBins: number,
  seed: number,
): OrderedColumn[] {
  const empty = column.levels.indexOf('')
  const known = { ...column, codes: column.codes.map((code) => (code === empty ? -1 : code)) }
  return targets(data).map((values) => {
    const means = targetMeans(known, { values, weights: data.weights }, seed)
    const entries = column.levels.map((level, i) => [level, means.levels[i]!] as const)
    const seen = entries.filter(([, mean]) => !Number.isNaN(mean))
    return ordered(input, means.rows, maxBins, new Map(seen))
  })
}

/** What levels are given the mean of: the target, or for three classes and more whether it is each class. */
function targets(data: TrainingData): ArrayLike<number>[] {
  if (data.classes.length <= 2) return [data.labels]
  return data.classes.map((_, k) => Uint8Array.from(data.labels, (label) => (label === k ? 1 : 0)))
}
