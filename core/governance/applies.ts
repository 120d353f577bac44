import type { Change } from './change.ts'
import { matchesPath } from './matches-path.ts'
import type { Governance, Item, Tier } from './schema.ts'

type Asked = Pick<Change, 'judging' | 'models' | 'paths' | 'removed' | 'retraining'>

/**
 * Whether an item is asked of a change: where all holds that its `when` says. One that names no paths is asked only of
 * changes that touch a model, take one out, retrain one or edit what judges them: a typo in a README needs no
 * sign-off. Evidence of gates, fairness and data is asked only where there is a touched model to have them.
 *
 * @example
 * applies({ id: 'dpia', text: '…', sign: ['write'], when: { paths: ['data/**'] } }, change, governance)
 */
export function applies(item: Item, change: Asked, governance: Pick<Governance, 'risk'>): boolean {
  const { evidence, when = {} } = item
  const judged = modelsOf(item, change.models, governance)
  const touched = [...judged, ...modelsOf(item, change.removed, governance)]
  if ((evidence?.gate ?? evidence?.fairness ?? evidence?.data) !== undefined && judged.length === 0) return false
  if ((when.models ?? when.risk) !== undefined && touched.length === 0) return false
  if (when.retraining !== undefined && when.retraining !== change.retraining) return false
  if (when.judging === true && change.judging.length === 0) return false
  if (when.removed === true && change.removed.length === 0) return false
  if (when.paths === undefined) return isAboutModels(change)
  return change.paths.some((path) => when.paths!.some((glob) => matchesPath(path, glob)))
}

function isAboutModels({ judging, models, removed, retraining }: Asked): boolean {
  return retraining || judging.length > 0 || models.length > 0 || removed.length > 0
}

/**
 * Of some models those that an item is about: those that `when.models` names and whose tier `when.risk` names, all
 * where neither says anything.
 *
 * @param models names; a model without a tier counts as `limited`
 */
export function modelsOf({ when = {} }: Item, models: readonly string[], { risk }: Pick<Governance, 'risk'>): string[] {
  return models.filter(
    (model) =>
      (when.models === undefined || when.models.includes(model)) &&
      (when.risk === undefined || when.risk.includes(tierOf(model, risk))),
  )
}

/** @returns `limited` where nothing is said */
export function tierOf(model: string, risk: Governance['risk']): Tier {
  return Object.hasOwn(risk, model) ? risk[model]! : 'limited'
}
