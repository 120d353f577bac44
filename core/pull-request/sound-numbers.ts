import type { MetricComparison, SliceComparison, SliceMetric } from '../artifacts/comparison.ts'
import { FEWEST_GROUPS, tooFewGroups } from '../comparison/finding.ts'
import { marginInUnits, marginRule } from '../comparison/margin.ts'
import { verdictOf } from '../comparison/verdict.ts'
import type { MetricValue } from '../gates/gate.ts'
import type { Margin, Metric } from '../metrics/metric.ts'
import { FAMILY_LEVEL } from '../slices/compare-slices.ts'
import { FEWEST_ROWS } from '../slices/slice.ts'
import { holm } from '../stats/holm.ts'

/** What numbers may be off by, relative to their size: sums in another order. */
const SLACK = 1e-6

export const CONTRADICTION = 'the numbers of the report contradict each other'

/**
 * A metric of the candidate in a report of somebody else, as far as it can be one: in the metric's range, within its
 * own interval, whose ends stand in order. Else without a value, which no gate passes.
 *
 * @param groups of the rows, where the report says so elsewhere
 */
export function soundValue(
  { range }: Pick<Metric, 'range'>,
  found: MetricValue & { readonly method: string },
  groups: number | null,
): MetricValue {
  const { ci, value } = found
  const known = [found.groups, groups].filter((count) => typeof count === 'number')
  const fewest = known.length === 0 ? null : Math.min(...known)
  if (value === null || ci === null) return { value, ci: null, groups: fewest }
  // The middle of a bootstrap's draws need not hold the value.
  const inside = found.method === 'bootstrap' || isWithin(value, ci)
  if (ci[0] > ci[1] || !inside || !isWithin(value, range)) return { value: null, ci: null, groups: fewest }
  return { value, ci, groups: fewest }
}

/** Under which rules numbers are read: the metric's own direction, and the margin of the base branch. */
export interface Reading {
  readonly metric: Pick<Metric, 'higherIsBetter' | 'judged' | 'range' | 'targetsZero'>
  readonly margin: Margin
  /** Independent groups of rows; null where each row is its own. */
  readonly groups: number | null
}

/**
 * A difference in a report of somebody else, read anew: which way is up is the metric's to say, the margin the
 * policy's, and the verdict follows from the interval. One whose numbers cannot all be true says nothing.
 */
export function soundComparison(found: MetricComparison, { groups, margin, metric }: Reading): MetricComparison {
  const rule = marginRule(margin)
  const { gain_ci, ...rest } = found
  const read = {
    ...rest,
    ...(metric.targetsZero && gain_ci !== undefined && { gain_ci }),
    higher_is_better: metric.higherIsBetter,
    margin: marginInUnits(margin, found.baseline ?? 0),
    margin_rule: rule,
    rows_needed: found.margin_rule === rule ? found.rows_needed : null,
  }
  if (!metric.judged) return { ...read, verdict: null }
  const open = (reason: string | null) => ({ ...read, p_worse: null, verdict: 'undecided', reason }) as const
  // Predictions that a metric cannot tell apart differ by nothing, on any rows.
  const isSame = read.ci?.every((end) => end === 0) && (read.delta === 0 || read.delta === null)
  if (groups !== null && groups < FEWEST_GROUPS && !isSame) return open(tooFewGroups(Math.max(0, groups)))
  if (read.ci === null || read.p_worse === null) return open(found.reason)
  const gain = isSame ? ([0, 0] as const) : gainOf(read, metric)
  if (gain === undefined || !isSound(read, metric, gain)) return open(CONTRADICTION)
  // p is below 0.025 exactly where the whole interval lies below minus the margin that it was made under.
  if (found.margin_rule === rule && gain[1] < -read.margin - SLACK && read.p_worse > 0.025 + SLACK)
    return open(CONTRADICTION)
  return { ...read, verdict: verdictOf(gain, read.margin) }
}

function gainOf(
  { ci, gain_ci }: MetricComparison,
  { higherIsBetter, targetsZero }: Reading['metric'],
): readonly [number, number] | undefined {
  if (targetsZero) return gain_ci
  return higherIsBetter ? ci! : [-ci![1], -ci![0]]
}

function isSound(
  { baseline, candidate, ci, delta, p_worse, se }: MetricComparison,
  { range }: Reading['metric'],
  gain: readonly [number, number],
): boolean {
  if (ci![0] > ci![1] || gain[0] > gain[1] || (se !== null && se < 0)) return false
  if (p_worse! < 0 || p_worse! > 1) return false
  if (delta === null) return (baseline === null || candidate === null) && ci![0] === 0 && ci![1] === 0
  if (baseline === null || candidate === null) return false
  const fits = Math.abs(candidate - baseline - delta) <= SLACK * Math.max(1, Math.abs(candidate), Math.abs(baseline))
  return fits && isWithin(delta, ci!) && isWithin(baseline, range) && isWithin(candidate, range)
}

export function isWithin(value: number, [lo, hi]: readonly [number, number]): boolean {
  const slack = SLACK * Math.max(1, Math.abs(value))
  return value >= lo - slack && value <= hi + slack
}

/**
 * The slices of one metric, read anew: rows too few for a verdict are counted here, and Holm's correction is made
 * here over all that are judged. Which margin they were compared under stays what the report says, for a gate asks.
 *
 * @returns `sound`: whether the numbers of each slice can all be true
 */
export function soundSlices(
  slices: readonly SliceComparison[],
  name: string,
  reading: Reading,
): { readonly metrics: readonly SliceMetric[]; readonly sound: boolean } {
  const read = slices.map((slice) => {
    const found = slice.metrics[name]!
    const sound = soundComparison(found, { ...reading, groups: null })
    return slice.rows < FEWEST_ROWS ? { ...sound, p_worse: null, verdict: 'undecided' as const } : sound
  })
  const tested = read.flatMap(({ p_worse }, at) => (p_worse === null ? [] : [{ at, p_worse }]))
  const adjusted = new Map(holm(tested.map(({ p_worse }) => p_worse)).map((p, at) => [tested[at]!.at, p]))
  const metrics = read.map((metric, at) => {
    const found = slices[at]!.metrics[name]!
    const p = adjusted.get(at) ?? null
    const isWorse = metric.verdict !== null && p !== null && p < FAMILY_LEVEL
    return {
      ...metric,
      ...{ margin: found.margin, margin_rule: found.margin_rule, detectable_loss: found.detectable_loss },
      p_worse_holm: p,
      verdict: isWorse ? ('worse' as const) : metric.verdict === 'worse' ? ('undecided' as const) : metric.verdict,
    }
  })
  return { metrics, sound: read.every(({ reason }) => reason !== CONTRADICTION) }
}
