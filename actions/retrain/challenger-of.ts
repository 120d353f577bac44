import { basename, join, relative } from 'node:path'
import type { Model } from '../../core/config.ts'
import { windowedModel } from '../../core/retrain/apply-windows.ts'
import type { ModelWindows } from '../../core/retrain/windows-file.ts'
import type { Project } from '../project.ts'

/** A model on other rows, in a place of its own. */
export interface Challenger {
  readonly project: Project
  readonly model: Model
}

/**
 * A challenger: the same recipe on the rows of these windows. Its file and its artifacts go into a folder of their own, so
 * that neither the model of the working tree nor what is known of it is touched.
 */
export function challengerOf(here: Project, own: Model, windows: Pick<ModelWindows, 'test' | 'train'>): Challenger {
  const out = join(here.out, 'retrain')
  const file = join(out, own.name, 'challenger', basename(own.model!.path))
  const path = relative(here.directory, file).replaceAll('\\', '/')
  const model: Model = { ...withoutLatency(windowedModel(own, windows)), model: { ...own.model!, path } }
  const models = here.config.models.map((one) => (one.name === own.name ? model : one))
  return { project: { ...here, out, config: { ...here.config, models }, models: [model] }, model }
}

/** How fast it predicts is timed on its pull request. */
function withoutLatency(model: Model): Model {
  const { evaluate } = model
  return { ...model, evaluate: { ...evaluate, budgets: { ...evaluate.budgets, latency: undefined } } }
}
