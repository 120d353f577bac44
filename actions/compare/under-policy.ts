import { checkModel } from '../../core/config/check.ts'
import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import type { Base } from './base.ts'

/**
 * A model under the rules of the base branch: what is measured, by which threshold, in which slices
 * and against which gates is read there and never from the change that is judged. Data, training and
 * the model itself are the change's own. A model that the base does not have follows its own rules.
 *
 * @throws {UserError} if the two do not go together: a change may not call a column sensitive by which
 *   the base judges slices, or take away the rows on which the threshold is chosen
 */
export function underPolicy(model: Model, base: Base | undefined): Model {
  const ruling = base?.policy.models.find(({ name, task }) => name === model.name && task === model.task)
  if (ruling === undefined) return model
  const ruled = { ...model, evaluate: ruling.evaluate, gates: ruling.gates }
  const [problem] = checkModel(ruled)
  if (problem === undefined) return ruled
  throw new UserError(
    `${problem.found} for ${model.name} under the rules of ${base!.policyPlace}, ${problem.expected}; ` +
      'they count until a change of them is merged',
  )
}
