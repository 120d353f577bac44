import type { Model } from '../../core/config.ts'
import type { Base } from './base.ts'

/**
 * A model under the rules of the base branch: what is measured, by which threshold, in which slices
 * and against which gates is read there and never from the change that is judged. Data, training and
 * the model itself are the change's own. A model that the base does not have follows its own rules.
 */
export function underPolicy(model: Model, base: Base | undefined): Model {
  const ruling = base?.policy.models.find(({ name, task }) => name === model.name && task === model.task)
  if (ruling === undefined) return model
  return { ...model, evaluate: ruling.evaluate, gates: ruling.gates }
}
