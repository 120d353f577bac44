import { DEFAULT_DISPARITIES, disparityOf } from '../fairness/disparity.ts'
import type { Task } from '../metrics/metric.ts'
import { type FairnessConfig, privilegedBy } from './fairness-schema.ts'

/**
 * The fairness metrics to compute by one column: those that are named, else the task's own choice; then those of gates.
 * What stands beside a privileged group is left out where the column has none.
 *
 * @param gates of the model
 * @throws {UserError} if the task has no fairness metric of a name
 * @example
 * fairnessMetrics('multiclass-classification', { privileged: {} }, [], 'sex') // ['accuracy_score_difference']
 */
export function fairnessMetrics(
  task: Task,
  { metrics, privileged }: Pick<FairnessConfig, 'metrics' | 'privileged'>,
  gates: readonly { readonly metric: string; readonly by?: string }[],
  by: string,
): string[] {
  const hasPrivileged = privilegedBy({ privileged }, by) !== undefined
  const named = metrics ?? [...DEFAULT_DISPARITIES[task], ...(hasPrivileged ? BESIDE_PRIVILEGED[task] : [])]
  const gated = gates.filter((gate) => gate.by === by).map(({ metric }) => metric)
  return [...new Set([...named, ...gated])].filter((name) => hasPrivileged || disparityOf(task, name).over === 'pairs')
}

/** Shown where a privileged group is named and metrics are not. */
const BESIDE_PRIVILEGED: { readonly [T in Task]: readonly string[] } = {
  'binary-classification': ['statistical_parity_difference', 'disparate_impact', 'average_odds_difference'],
  'multiclass-classification': [],
  regression: [],
}
