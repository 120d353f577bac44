import type { Contest } from '../../core/comparison/comparison.ts'
import type { Groups, Sample, Task } from '../../core/metrics/metric.ts'
import { binarySample, multiclassSample, regressionSample } from '../../core/metrics/sample.ts'
import type { Draw } from './draw.ts'

/** How rows come about. */
export interface World {
  readonly task: Task
  readonly kind: 'rows' | 'days' | 'weights'
  /** Rows of one sample. */
  readonly rows: number
}

/** Rows that share a day, and with it effects on truth and on both models. */
const ROWS_PER_DAY = 50

/** Every task, with independent rows, with 40 strong days, and with weights that go with the difficulty. */
export const WORLDS: readonly World[] = (
  ['binary-classification', 'multiclass-classification', 'regression'] as const
).flatMap((task) => [
  { task, kind: 'rows', rows: 1000 },
  { task, kind: 'days', rows: 40 * ROWS_PER_DAY },
  { task, kind: 'weights', rows: 2000 },
])

/** A world in words. */
export function nameOf({ task, kind, rows }: World): string {
  const words = { rows: 'independent', days: `in ${rows / ROWS_PER_DAY} days`, weights: 'weighted' }
  return `${task}, ${rows} rows, ${words[kind]}`
}

/** What one row looks like before a task makes labels and scores of it. */
interface Row {
  /** Signal that both models see. */
  readonly signal: number
  /** What neither sees: chance and the day. */
  readonly hidden: number
  /** Errors of the two models. */
  readonly candidate: number
  readonly baseline: number
  readonly weight: number
}

/**
 * Draws a contest. At `gap` 0 both models are exchangeable, so every true difference is 0; above it
 * the candidate is noisier.
 */
export function drawContest({ task, kind, rows }: World, gap: number, draw: Draw): Contest {
  const all = drawRows(kind, rows, gap, draw)
  const weights = kind === 'weights' ? Float64Array.from(all, ({ weight }) => weight) : undefined
  const [candidate, baseline] = SAMPLES[task](all, weights, draw)
  return { candidate: [candidate], baseline: [baseline], groups: kind === 'days' ? days(rows) : undefined, seed: 1 }
}

function drawRows(kind: World['kind'], rows: number, gap: number, { normal }: Draw): Row[] {
  let day = { hidden: 0, candidate: 0, baseline: 0 }
  return Array.from({ length: rows }, (_, row) => {
    if (kind === 'days' && row % ROWS_PER_DAY === 0) {
      day = { hidden: 0.7 * normal(), candidate: 0.4 * normal(), baseline: 0.4 * normal() }
    }
    const signal = normal()
    return {
      signal,
      hidden: normal() + day.hidden,
      candidate: (0.5 + gap) * normal() + day.candidate,
      baseline: 0.5 * normal() + day.baseline,
      weight: kind === 'weights' ? Math.exp(0.6 * normal() + 0.3 * signal) : 1,
    }
  })
}

function days(rows: number): Groups {
  return {
    codes: Uint32Array.from({ length: rows }, (_, row) => Math.floor(row / ROWS_PER_DAY)),
    count: rows / ROWS_PER_DAY,
  }
}

type Side = 'candidate' | 'baseline'
type ToSamples = (rows: readonly Row[], weights: Float64Array | undefined, draw: Draw) => [Sample, Sample]

const SAMPLES: Readonly<Record<Task, ToSamples>> = {
  // About three rows in ten are positive.
  'binary-classification': (rows, weights, { uniform }) => {
    const labels = Uint8Array.from(rows, ({ signal, hidden }) =>
      uniform() < logistic(1.5 * signal + hidden - 1.2) ? 1 : 0,
    )
    const of = (side: Side) =>
      binarySample({
        labels,
        weights,
        scores: Float64Array.from(rows, (row) => logistic(1.3 * row.signal + row[side] - 1)),
      })
    return [of('candidate'), of('baseline')]
  },
  // Three classes along the signal: low, middle, high.
  'multiclass-classification': (rows, weights, { normal }) => {
    const labels = Int32Array.from(rows, ({ signal, hidden }) => {
      const place = 1.5 * signal + 0.7 * hidden + 0.5 * normal()
      return place < -0.8 ? 0 : place < 0.8 ? 1 : 2
    })
    const of = (side: Side) => {
      const scores = rows.flatMap((row) => {
        const place = 1.5 * row.signal + row[side]
        const odds = [Math.exp(-1.2 * place - 0.8), 1, Math.exp(1.2 * place - 0.8)]
        const total = odds[0]! + odds[1]! + odds[2]!
        return odds.map((each) => each / total)
      })
      return multiclassSample({
        classes: ['low', 'middle', 'high'],
        labels,
        weights,
        scores: Float64Array.from(scores),
      })
    }
    return [of('candidate'), of('baseline')]
  },
  // Positive labels, so that mape has a meaning; errors somewhat skewed.
  regression: (rows, weights) => {
    const labels = Float64Array.from(rows, ({ signal, hidden }) => 10 * Math.exp(0.2 * signal + 0.1 * hidden))
    const of = (side: Side) =>
      regressionSample({
        labels,
        weights,
        predictions: Float64Array.from(rows, (row) => 10.1 * Math.exp(0.2 * row.signal + 0.1 * row[side])),
      })
    return [of('candidate'), of('baseline')]
  },
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}
