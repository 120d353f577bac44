import { rocAuc } from '../../metrics/binary-classification/roc-auc.ts'
import type { Groups, Metric, MulticlassSample, Undefined } from '../../metrics/metric.ts'
import { classColumn } from '../../metrics/multiclass-classification/class-column.ts'
import { NO_ROWS } from '../../metrics/undefined.ts'
import { once } from '../../once.ts'
import { boundEstimates, type Estimated, notEstimable, valueOn } from './bound-estimate.ts'
import { expectedClassCells, type UnlabelledClasses } from './expected-counts.ts'
import { expectedSample } from './expected-sample.ts'
import type { ClassCalibrators } from './fit-class-calibrators.ts'
import type { Side } from './measure-side.ts'

/** Metrics of answers, which the confusion matrix says all about. */
const OF_CELLS = new Set(['accuracy', 'balanced_accuracy', 'f1_macro', 'f1_weighted'])

/**
 * Confidence-based performance estimation for more than two classes; see `cbpe`.
 *
 * Time O(classes · n log n), memory O(classes · n).
 *
 * @param metrics those that it cannot estimate (top_k_accuracy) say so
 * @param reference labelled **test** predictions with scores
 * @param calibrators fitted to the reference
 * @param window scores without NaN, of the reference's classes
 * @see NannyML 0.13.1, performance_estimation/confidence_based
 * @example
 * cbpeMulticlass({ metrics: [metricOf('multiclass-classification', 'accuracy')], seed: 7, calibrators: { calibrators: [], calibrate: (x) => x },
 *   reference: { sample: multiclassSample({ classes: ['a', 'b'], labels: Int32Array.of(0, 1, 1), scores: Float64Array.of(0.8, 0.2, 0.3, 0.7, 0.6, 0.4) }), groups: undefined },
 *   window: { classes: ['a', 'b'], scores: Float64Array.of(0.9, 0.1, 0.4, 0.6), answers: Int32Array.of(0, 1) } })[0].estimate // 0.75
 */
export function cbpeMulticlass({
  metrics,
  reference,
  calibrators,
  window,
  seed,
}: {
  readonly metrics: readonly Metric<MulticlassSample>[]
  readonly reference: Side<MulticlassSample>
  readonly calibrators: ClassCalibrators
  readonly window: UnlabelledClasses & { readonly groups?: Groups | undefined }
  readonly seed: number
}): Estimated[] {
  const probabilities = calibrators.calibrate(window.scores)
  const cells = once(() => expectedClassCells(window, probabilities))
  const size = { rows: window.answers.length, groups: window.groups }
  const expected = (metric: Metric<MulticlassSample>) => {
    if (metric.name === 'log_loss') return meanOverClasses(metric, window, probabilities)
    if (metric.name === 'roc_auc_ovr') return aucOverClasses(window, probabilities)
    return OF_CELLS.has(metric.name) ? valueOn(metric, cells()) : notEstimable(metric.name)
  }
  return boundEstimates(metrics, expected, { reference, window: size, seed })
}

/** A metric that is a mean over the rows: as if all were of one class, for each class by the weight it is expected to have. */
function meanOverClasses(
  metric: Metric<MulticlassSample>,
  window: UnlabelledClasses,
  probabilities: Float64Array,
): number | Undefined {
  const { classes, scores, answers, weights } = window
  const rows = answers.length
  let sum = 0
  let total = 0
  for (const k of classes.keys()) {
    const expected = classColumn(probabilities, k, classes.length)
    if (weights !== undefined) for (let row = 0; row < rows; row++) expected[row]! *= weights[row]!
    const weight = expected.reduce((all, one) => all + one, 0)
    if (weight === 0) continue
    const labels = new Int32Array(rows).fill(k)
    const task = 'multiclass-classification'
    const estimate = metric.estimate({ task, rows, classes, labels, scores, answers, weights: expected })
    if ('undefined' in estimate) return estimate
    sum += weight * estimate.value
    total += weight
  }
  return total === 0 ? NO_ROWS : sum / total
}

function aucOverClasses({ classes, scores, weights }: UnlabelledClasses, probabilities: Float64Array) {
  let sum = 0
  for (const [k, name] of classes.entries()) {
    const column = classColumn(scores, k, classes.length)
    const rows = { scores: column, answers: new Uint8Array(column.length), weights }
    const one = rocAuc.estimate(expectedSample(rows, classColumn(probabilities, k, classes.length)))
    if ('undefined' in one) return { undefined: `no row of class \`${name}\` is expected, or no other` }
    sum += one.value
  }
  return sum / classes.length
}
