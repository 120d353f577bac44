import type { MetricComparison, SliceComparison, SliceMetric } from '../artifacts/comparison.ts'
import { compareModels } from '../compare.ts'
import type { Contest, Judged } from '../comparison/comparison.ts'
import { detectableLoss } from '../comparison/rows-needed.ts'
import { pickGroups } from '../groups.ts'
import type { Sample } from '../metrics/metric.ts'
import { pickRows } from '../metrics/pick-rows.ts'
import { holm } from '../stats/holm.ts'
import { normalQuantile } from '../stats/normal.ts'
import { type Slice, tooSmall } from './slice.ts'

/** Chance of calling any slice worse for a metric when none is. */
export const FAMILY_LEVEL = 0.05

/**
 * Compares two models in each slice, for `comparison.json`.
 *
 * Looking at many slices finds some that look bad by chance. So a slice is `worse` only if its
 * one-sided p, after Holm over all slices with at least 200 rows that this metric can be judged in,
 * is below 0.05. An undecided slice says the smallest loss that it would have shown. Smaller slices
 * are listed with their values and no more. Cost: about one pass of each metric over the rows for
 * every column that is sliced.
 *
 * @param slices named ones and found ones together: they are one family
 */
export function compareSlices<S extends Sample>(
  contest: Contest<S>,
  judged: readonly Judged<S>[],
  slices: readonly Slice[],
): SliceComparison[] {
  const compared = slices.map((slice) => compareIn(contest, judged, slice))
  const families = new Map(
    judged.map(({ metric }) => [metric.name, adjust(compared.map((each) => each[metric.name]!))]),
  )
  return slices.map((slice, at) => ({
    by: slice.by,
    rows: slice.rows.length,
    found: slice.found,
    too_small: tooSmall(slice),
    metrics: Object.fromEntries(judged.map(({ metric }) => [metric.name, families.get(metric.name)![at]!])),
  }))
}

function compareIn<S extends Sample>(
  { candidate, baseline, groups, seed }: Contest<S>,
  judged: readonly Judged<S>[],
  slice: Slice,
): Record<string, MetricComparison> {
  const small = tooSmall(slice)
  const contest = {
    candidate: candidate.map((sample) => pickRows(sample, slice.rows)),
    baseline: baseline.map((sample) => pickRows(sample, slice.rows)),
    groups: groups === undefined ? undefined : pickGroups(groups, slice.rows),
    seed,
  }
  const compared = Object.entries(compareModels(contest, judged))
  return Object.fromEntries(
    compared.map(([name, metric]) => [name, small === null ? metric : { ...metric, ...VALUES_ONLY, reason: small }]),
  )
}

/** What is left of a comparison on too few rows for its interval to hold. */
const VALUES_ONLY = {
  ci: null,
  se: null,
  p_value: null,
  p_worse: null,
  verdict: 'undecided',
  rows_needed: null,
} as const

/** One metric over all slices: Holm's p-values, and the verdicts that go with them. */
function adjust(metrics: readonly MetricComparison[]): SliceMetric[] {
  const tested = metrics.flatMap(({ p_worse }, at) => (p_worse === null ? [] : [{ at, p_worse }]))
  const adjusted = new Map(holm(tested.map(({ p_worse }) => p_worse)).map((p, i) => [tested[i]!.at, p]))
  const z = normalQuantile(1 - FAMILY_LEVEL / Math.max(1, tested.length))
  return metrics.map((metric, at) => {
    const p = adjusted.get(at) ?? null
    const verdict = sliceVerdict(metric.verdict, p)
    const isOpen = verdict === 'undecided' && metric.p_worse !== null
    return {
      ...metric,
      p_worse_holm: p,
      verdict,
      reason:
        isOpen && metric.verdict === 'worse'
          ? `looks worse, but not after Holm over ${tested.length} slices`
          : metric.reason,
      detectable_loss: isOpen ? detectableLoss(metric.margin!, metric.se!, z) : null,
    }
  })
}

/** Holm's p alone decides what is worse. */
function sliceVerdict(verdict: MetricComparison['verdict'], p: number | null): MetricComparison['verdict'] {
  if (verdict === null || p === null) return verdict
  if (p < FAMILY_LEVEL) return 'worse'
  return verdict === 'worse' ? 'undecided' : verdict
}
