import type { MetricComparison } from './artifacts/comparison.ts'
import type { Contest, Judged } from './comparison/comparison.ts'
import { findingOf, NO_DIFFERENCE } from './comparison/finding.ts'
import { marginInUnits, marginRule } from './comparison/margin.ts'
import { exactP } from './comparison/mcnemar-counts.ts'
import { pairValues } from './comparison/paired-values.ts'
import { samePredictions } from './comparison/same-predictions.ts'
import type { Sample } from './metrics/metric.ts'

/**
 * Compares a candidate with a baseline on the same rows, metric by metric, in the shape of
 * `comparison.json`: one entry a metric, in the order given.
 */
export function compareModels<S extends Sample>(
  contest: Contest<S>,
  judged: readonly Judged<S>[],
): Record<string, MetricComparison> {
  return Object.fromEntries(judged.map((each) => [each.metric.name, compareMetric(contest, each)]))
}

/**
 * Compares one metric: the difference with its 95 % interval, and what that says about the
 * candidate under a margin declared beforehand.
 *
 * The difference is paired: its variance comes from each row's, or group's, influence on both
 * values together, so for roc_auc it is DeLong's. Without groups the normal holds, and Student's t
 * where fewer than 30 rows carry the difference; with G groups Student's t with G − 1 degrees of
 * freedom, and with fewer than 10 groups there is no verdict. Predictions that the metric cannot
 * tell apart are equivalent whatever the data. Time O(n), or 1,000 times that for medae and ece.
 *
 * @throws {RangeError} if the samples have no rows or differ in their number
 * @see DeLong, DeLong & Clarke-Pearson 1988, doi:10.2307/2531595; verdicts as in non-inferiority
 *   trials: Piaggio et al. 2012, doi:10.1001/jama.2012.87802
 * @example
 * compareMetric(
 *   { candidate: [sample], baseline: [sample], groups: undefined, seed: 1 },
 *   { metric: metricOf('regression', 'mae'), margin: { kind: 'absolute', value: 0 } },
 * ).verdict // 'equivalent'
 */
export function compareMetric<S extends Sample>(contest: Contest<S>, { metric, margin }: Judged<S>): MetricComparison {
  const rows = rowsOf(contest)
  const values = pairValues(metric, contest)
  const [baseline, candidate] = 'undefined' in values ? [null, null] : [values.baseline, values.candidate]
  const allowed = baseline !== null ? marginInUnits(margin, baseline) : margin.kind === 'absolute' ? margin.value : null
  const isIdentical = areIdentical(contest, metric)
  const finding = isIdentical
    ? NO_DIFFERENCE
    : 'undefined' in values
      ? { reason: values.undefined }
      : findingOf(values, metric, { rows, groups: contest.groups?.count, margin: allowed! })
  const exact = exactP(metric, contest)
  return {
    baseline,
    candidate,
    // The mean over seeds of equal values can be off by its rounding.
    delta: baseline === null || candidate === null ? null : isIdentical ? 0 : candidate - baseline,
    ci: null,
    se: null,
    p_value: null,
    p_worse: null,
    p_worse_holm: null,
    ...(exact === undefined ? {} : { p_exact: exact }),
    method: metric.resample === undefined ? 'influence' : 'bootstrap',
    higher_is_better: metric.higherIsBetter,
    margin: allowed,
    margin_rule: marginRule(margin),
    rows_needed: null,
    reason: null,
    note: null,
    ...finding,
    ...(metric.judged
      ? { verdict: finding.verdict ?? 'undecided' }
      : { verdict: null, reason: `${metric.name} is shown but never judged: its interval does not hold its level` }),
  }
}

/** Both sides predict the same: seed by seed, or all trainings alike where one side has fewer. */
function areIdentical<S extends Sample>({ candidate, baseline }: Contest<S>, metric: Judged<S>['metric']): boolean {
  const isSame = (one: S, other: S) => samePredictions(metric, one, other)
  if (candidate.length === baseline.length) return candidate.every((sample, at) => isSame(sample, baseline[at]!))
  return [...candidate, ...baseline].every((sample) => isSame(sample, candidate[0]!))
}

function rowsOf<S extends Sample>({ candidate, baseline, groups }: Contest<S>): number {
  const rows = candidate[0]?.rows ?? 0
  const lengths = [...candidate, ...baseline].map((sample) => sample.rows)
  if (rows === 0 || baseline.length === 0 || lengths.some((length) => length !== rows)) {
    throw new RangeError(`Unexpected row counts ${lengths.join(', ')}, expected one number above 0 for both models`)
  }
  if (groups !== undefined && groups.codes.length !== rows) {
    throw new RangeError(`Unexpected ${groups.codes.length} rows in groups, expected ${rows}`)
  }
  return rows
}
