import type { ClassShape } from './artifacts/shape.ts'
import { calibrationBins } from './metrics/calibration.ts'
import { curveAreas } from './metrics/curve-areas.ts'
import type { BinarySample, MulticlassSample } from './metrics/metric.ts'
import { oneAgainstRest } from './metrics/multiclass-classification/one-against-rest.ts'
import { precisionRecallCurve } from './metrics/precision-recall-curve.ts'
import { rocCurve } from './metrics/roc-curve.ts'
import { scoreDistribution } from './metrics/score-distribution.ts'

/** Pictures of classes are smaller than those of a binary model: with a fourth of the points ten classes weigh little more than it does. */
const POINTS = 50
const CALIBRATION_BINS = 10
const SCORE_BINS = 20

/**
 * What pictures of each class against all others are made of. One class after the other is looked at, so that memory does not grow with
 * their number. Time O(classes · n).
 *
 * @param scores the sample's own, which it must have
 * @param drawn positions of the classes
 * @example
 * const scores = Float64Array.of(0.9, 0.1, 0.2, 0.8, 0.95, 0.05)
 * classShapes(multiclassSample({ classes: ['a', 'b'], labels: Int32Array.of(0, 1, 1), scores }), scores, [1])[0].roc_auc // 0.5
 */
export function classShapes(sample: MulticlassSample, scores: Float64Array, drawn: readonly number[]): ClassShape[] {
  return drawn.map((k) => ({ class: sample.classes[k]!, ...classShape(oneAgainstRest(sample, scores, k)) }))
}

function classShape(sample: BinarySample): Omit<ClassShape, 'class'> {
  const roc = rocCurve(sample, POINTS)
  const found = precisionRecallCurve(sample, POINTS)
  const bins = calibrationBins(sample, CALIBRATION_BINS)
  return {
    rows: sample.labels.reduce((sum, label) => sum + label, 0),
    ...curveAreas(sample),
    roc: { fpr: roc.map(({ fpr }) => fpr), tpr: roc.map(({ tpr }) => tpr) },
    precision_recall: {
      precision: found.map(({ precision }) => precision),
      recall: found.map(({ recall }) => recall),
    },
    calibration: {
      score: bins.map(({ score }) => score),
      rate: bins.map(({ rate }) => rate),
      rows: bins.map(({ rows }) => rows),
    },
    scores: scoreDistribution(sample, SCORE_BINS),
  }
}
