import { readFileSync } from 'node:fs'
import { metricNames, metricOf } from '../../core/metrics/index.ts'
import type { Estimate, Metric, Sample, Task, Undefined } from '../../core/metrics/metric.ts'
import { binarySample, multiclassSample, regressionSample } from '../../core/metrics/sample.ts'

interface Case {
  readonly name: string
  readonly labels: readonly number[]
  readonly scores: readonly number[]
  readonly predictions: readonly number[]
  readonly weights?: readonly number[]
  readonly threshold: number
  readonly classes: number
  /** Null where scikit-learn has no value, or one that we refuse. */
  readonly expected: Readonly<Record<string, number | null>>
}

interface MulticlassCase extends Case {
  /** Of each class against all others; null where no row is of it. */
  readonly by_class: Readonly<Record<'roc_auc' | 'average_precision', readonly (number | null)[]>>
}

interface Reference {
  readonly binary: readonly Case[]
  readonly multiclass: readonly MulticlassCase[]
  readonly regression: readonly Case[]
  readonly delong: readonly {
    readonly labels: readonly number[]
    readonly first: readonly number[]
    readonly second: readonly number[]
    readonly areas: readonly [number, number]
    readonly covariance: readonly [readonly [number, number], readonly [number, number]]
    readonly z: number
  }[]
}

/** What reference.py wrote. */
export const REFERENCE: Reference = JSON.parse(
  readFileSync(new URL('./fixtures/reference.json', import.meta.url), 'utf8'),
)

/** Every reference case as a sample, with scikit-learn's values. */
export function referenceSamples(): { name: string; sample: Sample; expected: Case['expected'] }[] {
  const floats = (values: readonly number[] | undefined) => values && Float64Array.from(values)
  return [
    ...REFERENCE.binary.map(({ labels, scores, weights, threshold, ...rest }) => ({
      ...rest,
      sample: binarySample({
        labels: Uint8Array.from(labels),
        scores: Float64Array.from(scores),
        weights: floats(weights),
        threshold,
      }),
    })),
    ...REFERENCE.multiclass.map(({ labels, scores, weights, classes, ...rest }) => ({
      ...rest,
      sample: multiclassSample({
        classes: Array.from('abcdefgh').slice(0, classes),
        labels: Int32Array.from(labels),
        scores: Float64Array.from(scores),
        weights: floats(weights),
      }),
    })),
    ...REFERENCE.regression.map(({ labels, predictions, weights, ...rest }) => ({
      ...rest,
      sample: regressionSample({
        labels: Float64Array.from(labels),
        predictions: Float64Array.from(predictions),
        weights: floats(weights),
      }),
    })),
  ]
}

/** A task's metrics; the caller gives each a sample of the same task. */
export function metricsOf(task: Task): Metric<Sample>[] {
  return metricNames(task).map((name) => metricOf(task, name))
}

/** The estimate of a metric that must have a value. */
export function estimateOf<S extends Sample>(metric: Metric<S>, sample: S): Estimate {
  const estimate: Estimate | Undefined = metric.estimate(sample)
  if ('undefined' in estimate) throw new Error(`${metric.name}: ${estimate.undefined}`)
  return estimate
}
