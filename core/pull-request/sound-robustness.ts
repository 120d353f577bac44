import type { Evaluation } from '../artifacts/evaluation.ts'
import type { Gate, RobustnessFound } from '../gates/gate.ts'
import { marginUnder } from '../gates/margin-under.ts'
import type { Metric } from '../metrics/metric.ts'
import type { Perturbation } from '../robustness/perturb.ts'
import { soundComparison } from './sound-numbers.ts'

interface RobustnessReading {
  readonly metrics: readonly Metric[]
  readonly gates: readonly Gate[]
  /** What the policy asks for. */
  readonly robustness: readonly Perturbation[]
}

/**
 * Robustness in a report of somebody else, as far as it can be so: a change of another size than the base branch asks
 * for shows nothing, and numbers that cannot all be true say nothing.
 */
export function soundRobustness(
  { dataset, robustness = [] }: Pick<Evaluation, 'dataset' | 'robustness'>,
  rules: RobustnessReading,
): RobustnessFound[] {
  return robustness.map(({ groups, level, metrics, perturbation, reason, rows }) => {
    const asked = rules.robustness.find((one) => one.perturbation === perturbation)
    const why =
      asked?.level !== level
        ? `${perturbation} of ${level} was tried, where the base branch says ${asked?.level ?? 'nothing'}; run again`
        : rows !== dataset.rows
          ? 'other rows were changed than those that are judged; run again'
          : undefined
    if (why !== undefined) return { perturbation, metrics: {}, reason: why }
    const counts = [groups, dataset.groups].filter((count) => count !== null)
    const fewest = counts.length === 0 ? null : Math.min(...counts)
    const read = rules.metrics.flatMap((metric) => {
      if (!Object.hasOwn(metrics, metric.name)) return []
      const margin = marginUnder(metric, perturbation, rules.gates)
      return [[metric.name, soundComparison(metrics[metric.name]!, { metric, margin, groups: fewest })] as const]
    })
    return { perturbation, metrics: Object.fromEntries(read), reason }
  })
}
