import type { GateResult } from '../artifacts/comparison.ts'
import type { Margin } from '../metrics/metric.ts'
import type { Gate, RobustnessFound } from './gate.ts'
import { judgeRelative } from './relative.ts'

/**
 * A gate on how far a metric falls when the features change, judged as one against a baseline is: the baseline is the
 * same model on the rows as they are.
 */
export function judgeRobustness(
  { metric, under }: Gate,
  margin: Margin,
  robustness: readonly RobustnessFound[] = [],
): Pick<GateResult, 'outcome' | 'because'> {
  const name = `${metric} under ${under}`
  const [found, ...others] = robustness.filter(({ perturbation }) => perturbation === under)
  if (found === undefined || others.length > 0)
    return { outcome: 'undecided', because: `${name} was not measured on these rows` }
  const compared = Object.hasOwn(found.metrics, metric) ? found.metrics[metric] : undefined
  if (compared !== undefined) return judgeRelative(name, compared, margin)
  return { outcome: 'undecided', because: `${name} was not measured: ${found.reason ?? 'nobody said why'}` }
}
