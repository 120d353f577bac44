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

function whyUnsound(
  { between, ci, value }: FairnessMetric,
  { by, groups, min_rows, privileged }: Fairness,
  rules: FairnessConfig,
  { over, range }: Disparity,
): string | undefined {
  if (value === null || ci === null) return undefined
  if (min_rows !== rules.min_rows)
    return `groups of ${min_rows} rows were judged, where the base branch asks for ${rules.min_rows}; run again`
  const wanted = privilegedBy(rules, by)
  if (over === 'rest' && (wanted === undefined || ![wanted, PRIVILEGED].includes(privileged ?? '')))
    return 'another group is privileged than the base branch says; run again'
  const [lo, hi] = [ci[0], ci[1] ?? Infinity]
  const judged = groups.filter(({ rows }) => rows >= min_rows).map(({ name }) => name)
  const isKnown = over === 'rest' || (between?.every((name) => judged.includes(name)) ?? false)
  if (lo > hi || !isWithin(value, [lo, hi]) || !isWithin(value, range) || !isKnown) return CONTRADICTION
  return undefined
}
