import { meanEstimate } from '../../metrics/mean-estimate.ts'
import type { Groups, Metric, RegressionSample, Undefined } from '../../metrics/metric.ts'
import { once } from '../../once.ts'
import { boundEstimate, type Estimated, notEstimable } from './bound-estimate.ts'
import type { Known, LossModels } from './fit-loss-models.ts'
import type { Side } from './measure-side.ts'

/**
 * Regression performance without labels: the mean of the losses that the rows of a window are thought to have, for mae, mse
 * and rmse. It sees that rows become harder or easier, but no change of what the right answer is (concept drift), so it must
 * be checked against labels where some exist.
 *
 * Time O(100 · rows · depth) for each kind of loss, absolute and squared.
 *
 * @param metrics those that it cannot estimate (r2, bias) say so
 * @param reference labelled **test** predictions
 * @param models fitted to the reference
 * @param window with the features of the reference
 * @throws {UserError} if a feature is gone
 * @throws {TypeError} if a feature is text that was numbers, or the other way round
 * @example
 * directLoss({ metrics: [metricOf('regression', 'mae')], seed: 7, models: { absolute: () => () => Float64Array.of(2, 4), squared: () => () => Float64Array.of(4, 16) },
 *   reference: { sample: regressionSample({ labels: Float64Array.of(0, 0), predictions: Float64Array.of(1, 3) }), groups: undefined },
 *   window: { features: new Map(), predictions: Float64Array.of(5, 6) } })[0].estimate // 3
 */
export function directLoss({
  metrics,
  reference,
  models,
  window,
  seed,
}: {
  readonly metrics: readonly Metric<RegressionSample>[]
  readonly reference: Side<RegressionSample>
  readonly models: LossModels
  readonly window: Known & { readonly weights?: Float64Array | undefined; readonly groups?: Groups | undefined }
  readonly seed: number
}): Estimated[] {
  const size = { rows: window.predictions.length, groups: window.groups }
  const absolute = once(() => meanOf(models.absolute()(window), window.weights))
  const squared = once(() => meanOf(models.squared()(window), window.weights))
  const expected: Record<string, () => number | Undefined> = {
    mae: absolute,
    mse: squared,
    rmse: () => {
      const mean = squared()
      return typeof mean === 'number' ? Math.sqrt(mean) : mean
    },
  }
  return metrics.map((metric) => {
    const estimate = expected[metric.name]?.() ?? notEstimable(metric.name)
    return boundEstimate({ metric, estimate, reference, window: size, seed })
  })
}

function meanOf(losses: Float64Array, weights: Float64Array | undefined): number | Undefined {
  const mean = meanEstimate(losses, weights)
  return 'undefined' in mean ? mean : mean.value
}
