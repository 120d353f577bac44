import type { Metric } from '../metrics/metric.ts'
import { mcnemar } from '../stats/mcnemar.ts'
import type { Contest } from './comparison.ts'

/** Metrics that are a share of rows answered right, and the label of those rows (undefined: all). */
const SHARES_ANSWERED_RIGHT: ReadonlyMap<string, number | undefined> = new Map([
  ['accuracy', undefined],
  ['recall', 1],
  ['specificity', 0],
])

/**
 * McNemar's exact p for a metric that is the share of rows answered right: `accuracy`, and in a
 * binary task `recall` (among rows of the positive class) and `specificity` (among the others).
 * It asks just what the metric's difference asks, because only rows that one model alone has right
 * tell the two apart. Precision, F1 and the like are other questions, for which it would be the
 * wrong test.
 *
 * @returns undefined where it does not apply: other metrics, groups, weights, several seeds
 */
export function exactP(metric: Pick<Metric, 'name'>, { candidate, baseline, groups }: Contest): number | undefined {
  const [ours, theirs] = [candidate[0]!, baseline[0]!]
  if (!SHARES_ANSWERED_RIGHT.has(metric.name) || groups !== undefined || ours.weights !== undefined) return undefined
  if (ours.task === 'regression' || theirs.task === 'regression') return undefined
  if (candidate.length > 1 || baseline.length > 1) return undefined
  const among = SHARES_ANSWERED_RIGHT.get(metric.name)
  if (among !== undefined && ours.task !== 'binary-classification') return undefined
  let onlyOurs = 0
  let onlyTheirs = 0
  for (let row = 0; row < ours.rows; row++) {
    const label = ours.labels[row]
    if (among !== undefined && label !== among) continue
    const [right, wasRight] = [ours.answers[row] === label, theirs.answers[row] === label]
    if (right && !wasRight) onlyOurs++
    if (!right && wasRight) onlyTheirs++
  }
  return mcnemar(onlyOurs, onlyTheirs).pExact
}
