import { metricOf } from '../metrics/index.ts'
import type { Problem } from './problem.ts'
import type { Gate, ModelConfig } from './schema.ts'

/** What `evaluate.robustness` gets wrong together with the rest of a model. */
export function checkRobustness({ evaluate: { robustness = [] }, predictions }: ModelConfig): Problem[] {
  if (robustness.length === 0 || predictions === undefined) return []
  const expected = 'expected `model` or `predict`: a file of predictions answers no changed rows'
  return [{ path: ['evaluate', 'robustness'], found: 'Unexpected `robustness` beside `predictions`', expected }]
}

/** A gate on how far a metric falls under a change of the rows. */
export function checkRobustnessGate(gate: Gate, { evaluate, task }: ModelConfig, path: Problem['path']): Problem[] {
  const { against, max, metric, min, slices, under } = gate
  if ((against ?? min ?? max ?? slices) !== undefined) {
    const expected = 'expected `margin` alone: the model is compared with itself on the rows as they are'
    return [{ path, found: 'Unexpected `against`, `min`, `max` or `slices` of a gate under a change', expected }]
  }
  if (!(evaluate.robustness ?? []).some(({ perturbation }) => perturbation === under)) {
    const expected = 'expected `evaluate.robustness` to name it'
    return [{ path: [...path, 'under'], found: `Unexpected gate under ${under}`, expected }]
  }
  if (metricOf(task, metric).judged) return []
  const expected = 'no interval of its difference can be trusted, so it never gets a verdict'
  return [{ path: [...path, 'metric'], found: `Unexpected gate on \`${metric}\` under ${under}`, expected }]
}
