import type { BinarySample, Groups, Metric } from '../../metrics/metric.ts'
import { once } from '../../once.ts'
import { boundEstimates, type Estimated, notEstimable, valueOn } from './bound-estimate.ts'
import { expectedCells } from './expected-counts.ts'
import { expectedSample, type Unlabelled } from './expected-sample.ts'
import type { Calibrator } from './fit-calibrator.ts'
import type { Side } from './measure-side.ts'

/** Metrics of answers, which the confusion matrix says all about. */
const OF_CELLS = new Set(['accuracy', 'balanced_accuracy', 'precision', 'recall', 'specificity', 'f1', 'mcc'])
const OF_SCORES = new Set(['roc_auc', 'average_precision', 'log_loss', 'brier'])

/**
 * Confidence-based performance estimation: what each metric of a window would be if the calibrated scores were right, without
 * a label of it. It sees that rows become harder or easier, but no change of what makes a row positive (concept drift), so it
 * must be checked against labels where some exist.
 *
 * Time O(n log n): a million rows take under a second for all metrics.
 *
 * @param metrics those that it cannot estimate (ece) say so
 * @param reference labelled **test** predictions with scores
 * @param calibrator fitted to the reference
 * @param window probabilities without NaN
 * @see NannyML 0.13.1, performance_estimation/confidence_based; equal to its values but for its rounding of sums to 5 decimals
 * @example
 * cbpe({ metrics: [metricOf('binary-classification', 'accuracy')], seed: 7, calibrator: { calibrates: false, errors: undefined, calibrate: (x) => x },
 *   reference: { sample: binarySample({ labels: Uint8Array.of(0, 1, 1), scores: Float64Array.of(0.2, 0.7, 0.4) }), groups: undefined },
 *   window: { scores: Float64Array.of(0.9, 0.8, 0.6, 0.4, 0.3, 0.1), answers: Uint8Array.of(1, 1, 1, 0, 0, 0) } })[0].estimate // 0.75
 */
export function cbpe({
  metrics,
  reference,
  calibrator,
  window,
  seed,
}: {
  readonly metrics: readonly Metric<BinarySample>[]
  readonly reference: Side<BinarySample>
  readonly calibrator: Calibrator
  readonly window: Unlabelled & { readonly groups?: Groups | undefined }
  readonly seed: number
}): Estimated[] {
  const probabilities = calibrator.calibrate(window.scores)
  const cells = once(() => expectedCells(window, probabilities))
  const rows = once(() => expectedSample(window, probabilities))
  const size = { rows: window.scores.length, groups: window.groups }
  const expected = (metric: Metric<BinarySample>) => {
    if (OF_CELLS.has(metric.name)) return valueOn(metric, cells())
    return OF_SCORES.has(metric.name) ? valueOn(metric, rows()) : notEstimable(metric.name)
  }
  return boundEstimates(metrics, expected, { reference, window: size, seed })
}
