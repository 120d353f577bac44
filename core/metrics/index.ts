import { suggest, UserError } from '../errors.ts'
import { accuracy } from './binary-classification/accuracy.ts'
import { averagePrecision } from './binary-classification/average-precision.ts'
import { balancedAccuracy } from './binary-classification/balanced-accuracy.ts'
import { brier } from './binary-classification/brier.ts'
import { ece } from './binary-classification/ece.ts'
import { f1 } from './binary-classification/f1.ts'
import { logLoss } from './binary-classification/log-loss.ts'
import { mcc } from './binary-classification/mcc.ts'
import { precision } from './binary-classification/precision.ts'
import { recall } from './binary-classification/recall.ts'
import { rocAuc } from './binary-classification/roc-auc.ts'
import { specificity } from './binary-classification/specificity.ts'
import type { Metric, Sample, Task } from './metric.ts'
import { accuracy as multiclassAccuracy } from './multiclass-classification/accuracy.ts'
import { balancedAccuracy as multiclassBalancedAccuracy } from './multiclass-classification/balanced-accuracy.ts'
import { f1Macro } from './multiclass-classification/f1-macro.ts'
import { f1Weighted } from './multiclass-classification/f1-weighted.ts'
import { logLoss as multiclassLogLoss } from './multiclass-classification/log-loss.ts'
import { rocAucOvr } from './multiclass-classification/roc-auc-ovr.ts'
import { topKAccuracy } from './multiclass-classification/top-k-accuracy.ts'
import { bias } from './regression/bias.ts'
import { mae } from './regression/mae.ts'
import { mape } from './regression/mape.ts'
import { medae } from './regression/medae.ts'
import { mse } from './regression/mse.ts'
import { pinball } from './regression/pinball.ts'
import { r2 } from './regression/r2.ts'
import { rmse } from './regression/rmse.ts'

/** The rows that a task's metrics take. */
export type SampleOf<T extends Task> = Extract<Sample, { task: T }>

const METRICS: { readonly [T in Task]: readonly Metric<SampleOf<T>>[] } = {
  'binary-classification': [
    rocAuc,
    averagePrecision,
    logLoss,
    brier,
    accuracy,
    balancedAccuracy,
    precision,
    recall,
    specificity,
    f1,
    mcc,
    ece,
  ],
  'multiclass-classification': [
    multiclassAccuracy,
    multiclassBalancedAccuracy,
    f1Macro,
    f1Weighted,
    multiclassLogLoss,
    rocAucOvr,
    topKAccuracy,
  ],
  regression: [mae, mse, rmse, mape, medae, r2, bias, pinball],
}

/** Metrics shown when the config names none; the first is the primary one. */
export const DEFAULT_METRICS: { readonly [T in Task]: readonly string[] } = {
  'binary-classification': ['roc_auc', 'average_precision', 'log_loss', 'brier', 'accuracy', 'f1', 'mcc', 'ece'],
  'multiclass-classification': ['accuracy', 'balanced_accuracy', 'f1_macro', 'log_loss', 'roc_auc_ovr'],
  regression: ['rmse', 'mae', 'medae', 'r2', 'bias'],
}

/**
 * A task's metric by name.
 *
 * @throws {UserError} naming the nearest metric when the task has none of that name
 * @example
 * metricOf('regression', 'r2').higherIsBetter // true
 */
export function metricOf<T extends Task>(task: T, name: string): Metric<SampleOf<T>> {
  const metric = METRICS[task].find((one) => one.name === name)
  if (metric !== undefined) return metric
  throw new UserError(`Unknown metric \`${name}\` for ${task}, ${suggest(name, metricNames(task))}`)
}

/**
 * The names of a task's metrics.
 *
 * @example
 * metricNames('regression') // ['mae', 'mse', 'rmse', 'mape', 'medae', 'r2', 'bias', 'pinball']
 */
export function metricNames(task: Task): string[] {
  return METRICS[task].map(({ name }) => name)
}
