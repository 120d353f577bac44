import { marginRule } from '../comparison/margin.ts'
import type { Margin } from '../metrics/metric.ts'
import type { Gate } from './gate.ts'

/** What is asked of every model, whatever contender.yml says of it, each as one line. */
export const SAME_MODEL = {
  name: 'a model keeps its name',
  section: 'a model has a section in contender.yml',
  task: 'the task stays what it is',
} as const

/**
 * A gate as one line: `roc_auc against base, margin 0.005`, `roc_auc at least 0.65`,
 * `roc_auc under noise, margin 0.02`, `demographic_parity_difference by sex at most 0.1`, the same `by sex against base, margin 0.02`.
 *
 * @param margin the one in force, where the gate names none
 * @example
 * ruleOf({ metric: 'roc_auc', min: 0.65 }, undefined) // 'roc_auc at least 0.65'
 */
export function ruleOf({ metric, by, min, max, against, under, slices }: Gate, margin: Margin | undefined): string {
  const width = margin === undefined ? '' : `, margin ${marginRule(margin)}`
  if (under !== undefined) return `${metric} under ${under}${width}`
  const name = by === undefined ? metric : `${metric} by ${by}`
  if (against === undefined) {
    const bounds = [min === undefined ? '' : `at least ${min}`, max === undefined ? '' : `at most ${max}`]
    return `${name} ${bounds.filter((bound) => bound !== '').join(' and ')}`
  }
  const scope = slices === 'prove' ? ', proven in every slice' : slices ? ', in no slice worse' : ''
  return `${name} against ${against}${width}${scope}`
}
