import type { Against, FairnessChange } from '../artifacts/comparison.ts'
import type { Evaluation } from '../artifacts/evaluation.ts'
import type { Fairness, FairnessMetric } from '../artifacts/fairness.ts'
import { FEWEST_GROUPS, tooFewGroups } from '../comparison/finding.ts'
import { type FairnessConfig, privilegedBy } from '../config/fairness-schema.ts'
import { type Disparity, disparityNames, disparityOf } from '../fairness/disparity.ts'
import { PRIVILEGED } from '../fairness/people.ts'
import type { FairnessFound } from '../gates/gate.ts'
import type { Task } from '../metrics/metric.ts'
import { CONTRADICTION, isWithin } from './sound-numbers.ts'

/** Under which rules fairness in a report of somebody else is read. */
interface FairnessReading {
  readonly task: Task
  readonly fairness: FairnessConfig
}

/**
 * Fairness in a report of somebody else, as far as it can be so: which groups have rows enough is counted here, and a
 * metric whose numbers cannot all be true, or that was taken under other rules, has no value, which no gate passes.
 */
export function soundFairness(
  { dataset, fairness = [] }: Pick<Evaluation, 'dataset' | 'fairness'>,
  { fairness: rules, task }: FairnessReading,
): FairnessFound[] {
  const known = disparityNames(task)
  return fairness.map((found) => {
    const { by, groups, metrics } = found
    const few = dataset.groups !== null && dataset.groups < FEWEST_GROUPS
    return {
      by,
      groups: groups.map(({ name, rows, too_small }) => ({
        name,
        too_small: rows < rules.min_rows ? (too_small ?? `${rows} rows`) : null,
      })),
      metrics: Object.fromEntries(
        Object.entries(metrics)
          .filter(([name]) => known.includes(name))
          .map(([name, metric]) => {
            const why = few
              ? tooFewGroups(Math.max(0, dataset.groups!))
              : whyUnsound(metric, found, rules, disparityOf(task, name))
            return [name, why === undefined ? metric : { ...metric, value: null, ci: null, reason: why }]
          }),
      ),
    }
  })
}

/**
 * The changes of gaps in a comparison of somebody else, as far as they can be so.
 *
 * @param rules undefined where no model of that name is known, whose changes are not believed
 */
export function soundChanges(
  against: Against,
  rules: { readonly task: Task; readonly evaluate: { readonly fairness: FairnessConfig } } | undefined,
): Against {
  const { fairness, groups, ...rest } = against
  if (fairness === undefined || rules === undefined) return { ...rest, groups }
  const known = disparityNames(rules.task)
  const read = fairness.map((found) => ({
    ...found,
    metrics: Object.fromEntries(
      Object.entries(found.metrics)
        .filter(([name]) => known.includes(name))
        .map(([name, change]) => {
          const few = groups !== null && groups < FEWEST_GROUPS ? tooFewGroups(Math.max(0, groups)) : undefined
          const disparity = disparityOf(rules.task, name)
          const why = few ?? otherRules(found, rules.evaluate.fairness, disparity) ?? whyNoChange(change, disparity)
          return [name, why === undefined ? change : { ...change, delta: null, ci: null, reason: why }]
        }),
    ),
  }))
  return { ...rest, groups, fairness: read }
}

function whyNoChange(
  { baseline, candidate, ci, delta }: FairnessChange['metrics'][string],
  { range }: Disparity,
): string | undefined {
  if (ci === null || delta === null || baseline === null || candidate === null) return undefined
  const gaps = [0, range[1]] as const
  const isSound =
    ci[0] <= ci[1] &&
    isWithin(delta, ci) &&
    isWithin(baseline, gaps) &&
    isWithin(candidate, gaps) &&
    isWithin(candidate - baseline, [delta, delta])
  return isSound ? undefined : CONTRADICTION
}

/** Groups were cut otherwise than the base branch says. */
function otherRules(
  { by, min_rows, privileged }: Pick<Fairness, 'by' | 'min_rows' | 'privileged'>,
  rules: FairnessConfig,
  { over }: Disparity,
): string | undefined {
  if (min_rows !== rules.min_rows)
    return `groups of ${min_rows} rows were judged, where the base branch asks for ${rules.min_rows}; run again`
  const wanted = privilegedBy(rules, by)
  if (over === 'rest' && (wanted === undefined || ![wanted, PRIVILEGED].includes(privileged ?? '')))
    return 'another group is privileged than the base branch says; run again'
  return undefined
}

function whyUnsound(
  { between, ci, value }: FairnessMetric,
  found: Fairness,
  rules: FairnessConfig,
  disparity: Disparity,
): string | undefined {
  if (value === null || ci === null) return undefined
  const other = otherRules(found, rules, disparity)
  if (other !== undefined) return other
  const { groups, min_rows } = found
  const { over, range } = disparity
  const [lo, hi] = [ci[0], ci[1] ?? Infinity]
  const judged = groups.filter(({ rows }) => rows >= min_rows).map(({ name }) => name)
  const isKnown = over === 'rest' || (between?.every((name) => judged.includes(name)) ?? false)
  if (lo > hi || !isWithin(value, [lo, hi]) || !isWithin(value, range) || !isKnown) return CONTRADICTION
  return undefined
}
