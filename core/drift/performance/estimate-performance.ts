import type { BinarySample, Groups, Metric, MulticlassSample } from '../../metrics/metric.ts'
import { once } from '../../once.ts'
import type { Estimated } from './bound-estimate.ts'
import { cbpe } from './cbpe.ts'
import { cbpeMulticlass } from './cbpe-multiclass.ts'
import { fitCalibrator } from './fit-calibrator.ts'
import { fitClassCalibrators } from './fit-class-calibrators.ts'
import type { Side } from './measure-side.ts'

/** Answers of a window, of the same kind as the reference's, whether or not their labels are known. */
export interface Answers {
  /** As `Sample` has them: probabilities, row-major where there are classes. */
  readonly scores: Float64Array
  readonly answers: Uint8Array | Int32Array
  readonly weights?: Float64Array | undefined
  readonly groups: Groups | undefined
}

/**
 * Learns from labelled test predictions how the metrics of a window can be estimated without labels; calibration is done
 * once, when it is first needed.
 *
 * @param seed deals the folds that calibration is judged on
 * @returns undefined where a model gave no probabilities, or predicts numbers: then `directLoss` estimates
 */
export function performanceEstimator(
  reference: Side,
  metrics: readonly Metric[],
  seed: number,
): ((window: Answers) => Estimated[]) | undefined {
  const { groups, sample } = reference
  if (sample.task === 'regression' || sample.scores === undefined) return undefined
  if (sample.task === 'binary-classification') {
    const calibrator = once(() => fitCalibrator(sample, seed))
    return (window) =>
      cbpe({
        metrics: metrics as readonly Metric<BinarySample>[],
        reference: { sample, groups },
        calibrator: calibrator(),
        window: { ...window, answers: window.answers as Uint8Array },
        seed,
      })
  }
  const calibrators = once(() => fitClassCalibrators(sample, seed))
  return (window) =>
    cbpeMulticlass({
      metrics: metrics as readonly Metric<MulticlassSample>[],
      reference: { sample, groups },
      calibrators: calibrators(),
      window: { ...window, classes: sample.classes, answers: window.answers as Int32Array },
      seed,
    })
}
