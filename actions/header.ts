import type { Header } from '../core/artifacts/header.ts'
import type { Model } from '../core/config.ts'
import manifest from '../package.json' with { type: 'json' }
import type { Project } from './project.ts'

/** Version of Contender, as `package.json` has it. */
export const VERSION: string = manifest.version

/**
 * The head of every artifact of one model.
 *
 * @param seed of everything random in the stage
 */
export function headerOf(project: Project, model: Pick<Model, 'name'>, seed: number): Header {
  return {
    model: model.name,
    commit: project.commit,
    config: project.config.digest,
    seed,
    contender: VERSION,
  }
}
