import type { DriftFeature } from '../../core/artifacts/drift.ts'
import { comparePooled } from '../../core/drift/policy/compare-values.ts'
import type { Judging } from '../../core/drift/policy/judging.ts'
import { measureNumbers } from '../../core/drift/policy/measure-numbers.ts'
import { measureTexts } from '../../core/drift/policy/measure-texts.ts'
import { ascending } from '../../core/drift/statistics/ascending.ts'
import { pool } from '../../core/drift/statistics/pool.ts'
import type { Draw } from './draw.ts'

/** A column's distribution: draws a sample, and measures one beside another. */
export interface ColumnKind<Sample = unknown> {
  readonly name: string
  readonly draw: (rows: number, draw: Draw) => Sample
  readonly measure: (reference: Sample, current: Sample, judging: Judging) => DriftFeature
}

/** Rows in order, drawn one by one. */
export function numbers(name: string, one: (draw: Draw) => number): ColumnKind {
  const kind: ColumnKind<ReturnType<typeof ascending>> = {
    name,
    draw: (rows, draw) => ascending(Float64Array.from({ length: rows }, () => one(draw))),
    measure: (reference, current, judging) =>
      measureNumbers(comparePooled(pool(reference, current), { reference: 0, current: 0 }), judging),
  }
  return kind as ColumnKind
}

/** Rows of each level, drawn with these weights. */
export function levels(name: string, weights: readonly number[]): ColumnKind {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let below = 0
  const upTo = Float64Array.from(weights, (weight) => {
    below += weight / total
    return below
  })
  const names = weights.map((_, level) => `level ${level}`)
  const kind: ColumnKind<Float64Array> = {
    name,
    draw: (rows, { uniform }) => {
      const counts = new Float64Array(weights.length)
      for (let row = 0; row < rows; row++) {
        const at = uniform()
        let level = 0
        while (level < upTo.length - 1 && at >= upTo[level]!) level++
        counts[level]!++
      }
      return counts
    },
    measure: (reference, current, judging) => {
      const used = names.map((_, level) => level).filter((level) => reference[level]! + current[level]! > 0)
      const rows = (counts: Float64Array) => ({ rows: counts.reduce((sum, count) => sum + count, 0), missing: 0 })
      return measureTexts(
        {
          kind: 'texts',
          reference: rows(reference),
          current: rows(current),
          levels: used.map((level) => names[level]!),
          counts: { reference: used.map((level) => reference[level]!), current: used.map((level) => current[level]!) },
        },
        judging,
      )
    },
  }
  return kind as ColumnKind
}

/** So that the k-th of many has a share of about 1 / k. */
export const skewed = (count: number) => Array.from({ length: count }, (_, level) => 1 / (level + 1))

/** Knuth's way, for small means. */
export function poisson(mean: number, { uniform }: Draw): number {
  const least = Math.exp(-mean)
  let product = uniform()
  let count = 0
  for (; product > least; count++) product *= uniform()
  return count
}

export const NORMAL = numbers('normal', ({ normal }) => normal())
export const LOGNORMAL = numbers('lognormal, σ 2.5', ({ normal }) => Math.exp(2.5 * normal()))

/** Every kind of column that false alarms are counted of. */
export const KINDS: readonly ColumnKind[] = [
  NORMAL,
  numbers('uniform', ({ uniform }) => uniform()),
  LOGNORMAL,
  numbers('counts, mean 15', (draw) => poisson(15, draw)),
  numbers('7 zeros in 10, else lognormal', ({ uniform, normal }) => (uniform() < 0.7 ? 0 : Math.exp(normal()))),
  levels('2 categories', [0.85, 0.15]),
  levels('5 categories', skewed(5)),
  levels('20 categories', skewed(20)),
  levels('100 categories', skewed(100)),
]
