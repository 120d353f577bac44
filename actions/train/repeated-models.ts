import { basename, join } from 'node:path'
import type { Model } from '../../core/config.ts'
import { artifactPath, type Project } from '../project.ts'

/** Seeds that `train.repeats` asks for; the first one's model is released. */
export function seedsOf({ train }: Pick<Model, 'train'>): number[] {
  return Array.from({ length: train?.repeats ?? 1 }, (_, repeat) => (train?.seed ?? 0) + repeat)
}

/** Where models of other seeds and their predictions stand. */
export function repeatsFolder(project: Project, model: Model): string {
  return artifactPath(project, model, 'repeats')
}

/** Where the model of another seed stands: it is judged, never released. */
export function repeatPath(project: Project, model: Model, seed: number): string {
  return join(repeatsFolder(project, model), `${seed}-${basename(model.model!.path)}`)
}
