import { readFileSync } from 'node:fs'
import type { Header } from '../core/artifacts/header.ts'
import type { Model } from '../core/config.ts'
import type { Project } from './project.ts'

/** Version of Contender, as `package.json` has it. */
export const VERSION = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
).version

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
