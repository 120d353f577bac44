import type { Column } from '../table.ts'
import { type Bins, binsOf } from './bins.ts'
import { areaUnderCurve, ranks } from './ranks.ts'

/** The target of some rows: classes as codes 0, 1, …, or numbers; no row is without one. */
export interface Target {
  readonly values: Float64Array
  /** How many classes; 0 for regression. */
  readonly classes: number
}

/** How well one feature alone predicts, and in which measure. */
export interface Power {
  /** In [0, 1], 1 for a perfect prediction. */
  readonly power: number
  readonly measure: 'AUC' | 'accuracy above the most frequent class' | 'R²' | 'squared rank correlation'
}

/** A rank measure says nothing of a column whose values are mostly missing. */
const MOSTLY_PRESENT = 0.9

/**
 * How well a feature alone predicts the target: by its values (bins of them where they are many)
 * learned on one half of the rows and judged on the other, and for numbers by their order too.
 *
 * Learning on the other half is what keeps a column of texts that each stand once from looking perfect.
 * Time O(n log n).
 *
 * @param feature as many values as the target has
 * @example
 * predictivePower({ kind: 'number', type: 'float', values: Float64Array.of(1, 2, 3, 4) },
 *   { values: Float64Array.of(0, 0, 1, 1), classes: 2 }).power // 1
 */
export function predictivePower(feature: Column, target: Target): Power {
  const learned = byValue(feature, target)
  const ordered = byOrder(feature, target)
  return ordered !== undefined && ordered.power > learned.power ? ordered : learned
}

function byOrder(feature: Column, { classes, values }: Target): Power | undefined {
  if (feature.kind === 'text' || classes > 2) return undefined
  const present = (_: number, row: number) => !Number.isNaN(feature.values[row]!)
  const x = feature.values.filter(present)
  if (x.length < MOSTLY_PRESENT * values.length) return undefined
  const y = values.filter(present)
  if (classes === 2) {
    const area = areaUnderCurve(x, y)
    return { power: Math.max(area, 1 - area), measure: 'AUC' }
  }
  return { power: correlation(ranks(x), ranks(y)) ** 2, measure: 'squared rank correlation' }
}

function byValue(feature: Column, target: Target): Power {
  const bins = binsOf(feature)
  if (target.classes > 2) return { power: majority(bins, target), measure: 'accuracy above the most frequent class' }
  const predicted = meansOfTheOtherHalf(bins, target.values)
  if (target.classes === 0) return { power: explained(predicted, target.values), measure: 'R²' }
  return { power: areaOfHalves(predicted, target.values, bins.halves), measure: 'AUC' }
}

/** For each row the mean target of its bin among the rows of the other half; a bin that is new there gets the mean of all. */
function meansOfTheOtherHalf({ bins, count, halves }: Bins, values: Float64Array): Float64Array {
  const sums = [new Float64Array(count), new Float64Array(count)]
  const rows = [new Float64Array(count), new Float64Array(count)]
  for (let row = 0; row < bins.length; row++) {
    sums[halves[row]!]![bins[row]!]! += values[row]!
    rows[halves[row]!]![bins[row]!]! += 1
  }
  const total = (of: Float64Array) => of.reduce((sum, value) => sum + value, 0)
  const overall = sums.map((of, half) => total(of) / Math.max(1, total(rows[half]!)))
  return values.map((_, row) => {
    const bin = bins[row]!
    const other = 1 - halves[row]!
    return rows[other]![bin]! === 0 ? overall[other]! : sums[other]![bin]! / rows[other]![bin]!
  })
}

/** Each half was scored by the other: their scores are not on one scale, so each has its own area. */
function areaOfHalves(scores: Float64Array, labels: Float64Array, halves: Uint8Array): number {
  const areas = [0, 1].map((half) => {
    const own = (_: number, row: number) => halves[row] === half
    return areaUnderCurve(scores.filter(own), labels.filter(own))
  })
  return (areas[0]! + areas[1]!) / 2
}

function explained(predicted: Float64Array, values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const left = predicted.reduce((sum, value, row) => sum + (values[row]! - value) ** 2, 0)
  const all = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return all === 0 ? 0 : Math.max(0, 1 - left / all)
}

/** With so many values of so many classes each pair stands in too few rows to learn from. */
const MOST_CELLS = 4_000_000

/** Share of the errors of always answering the most frequent class that knowing the bin mends. */
function majority({ bins, count, halves }: Bins, { classes, values }: Target): number {
  if (count * classes > MOST_CELLS) return 0
  const counts = [new Float64Array(count * classes), new Float64Array(count * classes)]
  for (const [row, bin] of bins.entries()) counts[halves[row]!]![bin * classes + values[row]!]! += 1
  const answers = counts.map((of) =>
    Int32Array.from({ length: count }, (_, bin) => mostFrequent(of.subarray(bin * classes, (bin + 1) * classes))),
  )
  const right = values.reduce((sum, value, row) => sum + Number(answers[1 - halves[row]!]![bins[row]!] === value), 0)
  const perClass = new Float64Array(classes)
  for (const value of values) perClass[value]! += 1
  const base = Math.max(...perClass)
  return base === values.length ? 0 : Math.max(0, (right - base) / (values.length - base))
}

function mostFrequent(counts: Float64Array): number {
  let best = 0
  for (const [at, count] of counts.entries()) if (count > counts[best]!) best = at
  return counts[best] === 0 ? -1 : best
}

function correlation(x: Float64Array, y: Float64Array): number {
  const mean = (of: Float64Array) => of.reduce((sum, value) => sum + value, 0) / of.length
  const [mx, my] = [mean(x), mean(y)]
  let [xx, xy, yy] = [0, 0, 0]
  for (const [row, value] of x.entries()) {
    xx += (value - mx) ** 2
    xy += (value - mx) * (y[row]! - my)
    yy += (y[row]! - my) ** 2
  }
  return xx === 0 || yy === 0 ? 0 : xy / Math.sqrt(xx * yy)
}
