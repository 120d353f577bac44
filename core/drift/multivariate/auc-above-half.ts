import { pickGroups } from '../../groups.ts'
import { rocAuc } from '../../metrics/binary-classification/roc-auc.ts'
import type { Groups } from '../../metrics/metric.ts'
import { binarySample } from '../../metrics/sample.ts'
import { intervalOf } from '../../stats/interval.ts'
import { normalCdf } from '../../stats/normal.ts'
import { studentTCdf } from '../../stats/student-t.ts'
import { type Variance, varianceOf } from '../../stats/variance.ts'

/** An area under the ROC curve beside ½. */
export interface AucTested {
  readonly auc: number
  /** 95 %, two-sided. */
  readonly ci: readonly [lo: number, hi: number]
  /** How likely an AUC at least as high is where nothing tells the classes apart. */
  readonly pValue: number
}

/**
 * Whether scores that were fixed beforehand tell two classes of rows apart: DeLong's test of the AUC against ½, one-sided, since
 * an AUC below it says nothing of scores that were learned on other rows.
 *
 * With blocks only they are independent: the variance is that of the sums over blocks, of each class apart, and Student's t has
 * the degrees of freedom that Welch and Satterthwaite give. Time O(n log n).
 *
 * @param labels 1 or 0, of both at least one
 * @param scores in [0, 1]
 * @param blocks each of rows of one class
 * @see DeLong, DeLong & Clarke-Pearson 1988, doi:10.2307/2531595; Obuchowski 1997, doi:10.2307/2533958 (clustered);
 *   Satterthwaite 1946, doi:10.2307/3002019
 * @example
 * aucAboveHalf(Uint8Array.of(0, 0, 1, 1), Float64Array.of(0.1, 0.4, 0.35, 0.8)).pValue // 0.23975
 */
export function aucAboveHalf(labels: Uint8Array, scores: Float64Array, blocks?: Groups): AucTested {
  const estimate = rocAuc.estimate(binarySample({ labels, scores }))
  if ('undefined' in estimate) throw new RangeError(`Unexpected labels: ${estimate.undefined}, expected both classes`)
  const variance =
    blocks === undefined
      ? varianceOf(estimate.influence, { strata: labels })
      : ofBlocks(estimate.influence, labels, blocks)
  const { value: auc } = estimate
  const interval = intervalOf(estimate, { kind: 'logit', range: [0, 1], groups: blocks, variance })
  return { auc, ci: interval.ci, pValue: tail((auc - 0.5) / Math.sqrt(variance.variance), variance.df) }
}

function ofBlocks(influence: Float64Array, labels: Uint8Array, blocks: Groups): Variance {
  const [negative, positive] = [0, 1].map((label) => {
    const rows = Uint32Array.from(labels.keys()).filter((row) => labels[row] === label)
    return varianceOf(
      Float64Array.from(rows, (row) => influence[row]!),
      { groups: pickGroups(blocks, rows) },
    )
  }) as [Variance, Variance]
  const variance = negative.variance + positive.variance
  const df = variance ** 2 / (negative.variance ** 2 / negative.df + positive.variance ** 2 / positive.df)
  // Without any variance there is no number.
  return { variance, df: Number.isNaN(df) ? 1 : Math.max(1, df) }
}

function tail(statistic: number, df: number): number {
  // Scores that are all equal have no variance and no AUC but ½.
  if (Number.isNaN(statistic)) return 1
  return df === Infinity || !Number.isFinite(statistic) ? normalCdf(-statistic) : studentTCdf(-statistic, df)
}
