import { readFileSync } from 'node:fs'
import type { Column } from '../../core/data/table.ts'
import type { TrainingData } from '../../core/training/trainer.ts'
import { numbers, texts } from './columns.ts'

type Penguin = Readonly<Record<string, number | string | null>>

const FILE = new URL('../../node_modules/vega-datasets/data/penguins.json', import.meta.url)
const penguins: readonly Penguin[] = JSON.parse(readFileSync(FILE, 'utf8'))

export const BEAK = ['Beak Length (mm)', 'Beak Depth (mm)', 'Flipper Length (mm)']
export const MASS = 'Body Mass (g)'

interface Problem {
  readonly target: string
  readonly numbers: readonly string[]
  readonly texts: readonly string[]
  /** Keeps the penguins that are good for this. */
  readonly keep?: (penguin: Penguin) => boolean
}

/** The Palmer penguins (vega-datasets, CC0) as training data. Classes are in the order of the alphabet. */
export function readPenguins({
  target,
  numbers: numberNames,
  texts: textNames,
  keep = () => true,
}: Problem): TrainingData {
  const rows = penguins.filter(keep)
  const features = new Map<string, Column>()
  for (const name of numberNames)
    features.set(name, numbers(rows.map((row) => (row[name] as number | null) ?? Number.NaN)))
  for (const name of textNames) features.set(name, texts(rows.map((row) => (row[name] as string | null) ?? undefined)))
  const targets = rows.map((row) => row[target]!)
  const classes = target === MASS ? [] : [...new Set(targets as string[])].sort()
  return {
    task:
      classes.length === 0
        ? 'regression'
        : classes.length === 2
          ? 'binary-classification'
          : 'multiclass-classification',
    rows: rows.length,
    features,
    labels: Float64Array.from(targets, (value) => (typeof value === 'number' ? value : classes.indexOf(value))),
    classes,
    weights: undefined,
  }
}

/** The share of rows whose likeliest class is their own. */
export function accuracy(probabilities: Float64Array, { rows, labels, classes }: TrainingData): number {
  let right = 0
  for (let row = 0; row < rows; row++) {
    const own = probabilities.subarray(row * classes.length, (row + 1) * classes.length)
    if (own.indexOf(Math.max(...own)) === labels[row]) right++
  }
  return right / rows
}

/** Widest absolute difference of two lists of numbers. */
export function widestGap(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`Lists of ${a.length} and ${b.length} numbers`)
  let gap = 0
  for (let i = 0; i < a.length; i++) gap = Math.max(gap, Math.abs(a[i]! - b[i]!))
  return gap
}
