import type { Shape } from './artifacts/shape.ts'
import { classShapes } from './class-shapes.ts'
import { calibrationBins } from './metrics/calibration.ts'
import { confusionMatrix } from './metrics/confusion-matrix.ts'
import type { Sample } from './metrics/metric.ts'
import { frequentClasses } from './metrics/multiclass-classification/frequent-classes.ts'
import { precisionRecallCurve } from './metrics/precision-recall-curve.ts'
import { predictedActual } from './metrics/predicted-actual.ts'
import { residualDistribution, residualsByPrediction } from './metrics/residuals.ts'
import { rocCurve } from './metrics/roc-curve.ts'
import { scoreDistribution } from './metrics/score-distribution.ts'

/** Classes of a multiclass model that have curves of their own. */
const MOST_CURVED = 10

/**
 * What pictures are made of: confusion matrix, calibration, curves and distributions, as far as the task has them.
 *
 * @param classes names of the classes, in the order of the sample's labels
 */
export function shapeOf(sample: Sample, classes: readonly string[]): Shape {
  if (sample.task === 'regression') {
    return {
      residuals: residualDistribution(sample),
      residuals_by_prediction: residualsByPrediction(sample),
      predicted_actual: predictedActual(sample),
    }
  }
  const confusion = { classes: [...classes], counts: confusionMatrix(sample) }
  if (sample.scores === undefined) return { confusion }
  if (sample.task === 'multiclass-classification') {
    const drawn = frequentClasses(sample, MOST_CURVED)
    return { confusion, one_against_rest: classShapes({ ...sample, classes }, sample.scores, drawn) }
  }
  return {
    confusion,
    calibration: calibrationBins(sample),
    roc: rocCurve(sample),
    precision_recall: precisionRecallCurve(sample),
    scores: scoreDistribution(sample),
  }
}
