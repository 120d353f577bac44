import type { Margin, Metric } from '../metrics/metric.ts'
import type { Perturbation } from '../robustness/perturb.ts'
import type { Gate } from './gate.ts'

/** How far a metric may fall under a change of the rows: what its gate says, else the metric's default. */
export function marginUnder(
  metric: Pick<Metric, 'margin' | 'name'>,
  under: Perturbation['perturbation'],
  gates: readonly Gate[],
): Margin {
  return gates.find((gate) => gate.metric === metric.name && gate.under === under)?.margin ?? metric.margin
}
