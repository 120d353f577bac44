import type { Contest } from '../core/comparison/comparison.ts'
import { metricOf } from '../core/metrics/index.ts'
import type { Metric, Sample, Task } from '../core/metrics/metric.ts'
import { binarySample, multiclassSample, regressionSample } from '../core/metrics/sample.ts'
import { gaussian, uniform } from './metrics/random-samples.ts'

/** How two models that predict the same rows are drawn. */
interface Shape {
  readonly rows: number
  readonly seed: number
  /** Noise that the candidate has on top of the baseline's. */
  readonly worse?: number
  readonly weighted?: boolean
}

/** Two binary models of the same rows. */
export function binaryContest({ rows, seed, worse = 0, weighted = false }: Shape) {
  const random = uniform(seed)
  const normal = gaussian(random)
  const signal = Float64Array.from({ length: rows }, normal)
  const labels = Uint8Array.from(signal, (x) => (random() < 1 / (1 + Math.exp(-2 * x)) ? 1 : 0))
  const weights = weighted ? Float64Array.from(signal, () => 3 * random()) : undefined
  const model = (noise: number) =>
    binarySample({ labels, weights, scores: signal.map((x) => 1 / (1 + Math.exp(-1.5 * (x + noise * normal())))) })
  return { candidate: [model(0.4 + worse)], baseline: [model(0.4)], groups: undefined, seed: 1 }
}

/** Two regression models of the same rows; `shift` is added to the candidate's predictions. */
export function regressionContest({ rows, seed, worse = 0, weighted = false }: Shape, shift = 0) {
  const random = uniform(seed)
  const normal = gaussian(random)
  const labels = Float64Array.from({ length: rows }, () => 20 + 3 * normal())
  const weights = weighted ? labels.map(() => 3 * random()) : undefined
  const model = (noise: number, by: number) =>
    regressionSample({ labels, weights, predictions: labels.map((label) => label + by + noise * normal()) })
  return { candidate: [model(1 + worse, shift)], baseline: [model(1, 0)], groups: undefined, seed: 1 }
}

/** Two multiclass models of the same rows. */
export function multiclassContest({ rows, seed, worse = 0, weighted = false }: Shape) {
  const random = uniform(seed)
  const normal = gaussian(random)
  const labels = Int32Array.from({ length: rows }, () => Math.floor(3 * random()))
  const weights = weighted ? Float64Array.from(labels, () => 3 * random()) : undefined
  const model = (noise: number) => {
    const scores = new Float64Array(3 * rows)
    for (let row = 0; row < rows; row++) {
      const odds = [0, 1, 2].map((k) => Math.exp((k === labels[row] ? 1.5 : 0) + (0.7 + noise) * normal()))
      const total = odds.reduce((sum, each) => sum + each, 0)
      scores.set(
        odds.map((each) => each / total),
        3 * row,
      )
    }
    return multiclassSample({ classes: ['a', 'b', 'c'], labels, weights, scores })
  }
  return { candidate: [model(worse)], baseline: [model(0)], groups: undefined, seed: 1 }
}

/** One contest of each task. */
export function everyContest(shape: Shape): Contest[] {
  return [binaryContest(shape), multiclassContest(shape), regressionContest(shape)]
}

/** A metric that takes any sample, for loops over tasks. */
export function anyMetric(task: Task, name: string): Metric<Sample> {
  return metricOf(task, name)
}
